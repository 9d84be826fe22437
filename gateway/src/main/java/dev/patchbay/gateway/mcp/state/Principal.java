package dev.patchbay.gateway.mcp.state;

import dev.patchbay.gateway.tenancy.Caller;

/** To whom of its tenant a state belongs. */
final class Principal {
    private Principal() {}

    /** The user behind a session token, which is issued anew while a client goes on; an API key itself. */
    static String of(Caller.OfTenant caller) {
        return switch (caller) {
            case Caller.SessionCaller(var claims) -> "user " + claims.userId();
            case Caller.ApiKeyCaller(var ignored, var key, var scopes) -> "key " + key;
        };
    }
}

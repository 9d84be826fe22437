package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionTokens;
import java.time.Instant;
import java.util.Optional;

/** Verified callers, for tests of what stands behind the verification. */
public final class Callers {
    private Callers() {}

    /** Whoever holds a token of the session. */
    public static CurrentCaller holderOf(Session session, String user) {
        return present(new Caller.SessionCaller(new SessionTokens.Claims(
                session.tenant(), user, session.id(), session.tokenGeneration(), Instant.MAX)));
    }

    public static CurrentCaller apiKey(TenantId tenant, String key) {
        return present(new Caller.ApiKeyCaller(tenant, key, Optional.empty()));
    }

    private static CurrentCaller present(Caller caller) {
        var current = new CurrentCaller();
        current.set(caller);
        return current;
    }
}

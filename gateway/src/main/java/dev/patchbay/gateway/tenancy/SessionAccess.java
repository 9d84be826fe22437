package dev.patchbay.gateway.tenancy;

import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionId;
import dev.patchbay.gateway.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Opens the session a request names, for the caller it has. A session that is absent and one of somebody else look alike
 * (R01).
 */
@ApplicationScoped
public class SessionAccess {
    private final CurrentCaller caller;
    private final Sessions sessions;

    SessionAccess(CurrentCaller caller, Sessions sessions) {
        this.caller = caller;
        this.sessions = sessions;
    }

    /** @throws Unauthenticated when the caller's token was revoked */
    public Optional<Session> open(String id) {
        if (!SessionId.isValid(id)) {
            return Optional.empty();
        }
        var session = sessions.find(caller.get().tenant(), new SessionId(id));
        return switch (caller.get()) {
            case Caller.ApiKeyCaller ignored -> session;
            case Caller.SessionCaller(var claims) -> {
                if (!claims.session().value().equals(id)) {
                    yield Optional.empty();
                }
                if (session.isPresent() && claims.generation() != session.get().tokenGeneration()) {
                    throw new Unauthenticated("This session token was revoked. Ask the API for another.", true);
                }
                yield session.filter(found -> found.userId().equals(claims.userId()));
            }
        };
    }
}

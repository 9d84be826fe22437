package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionId;
import dev.patchbay.gateway.session.Sessions;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens the session a request names, for the caller it has. A session that is absent and one of somebody else look alike
 * (R01).
 */
@ApplicationScoped
public class SessionAccess {
    private final CurrentCaller caller;
    private final Sessions sessions;
    private final ApiKeys apiKeys;
    private final Clock clock;

    SessionAccess(CurrentCaller caller, Sessions sessions, ApiKeys apiKeys, Clock clock) {
        this.caller = caller;
        this.sessions = sessions;
        this.apiKeys = apiKeys;
        this.clock = clock;
    }

    /**
     * @throws Unauthenticated when the caller's token was revoked
     * @throws AuthenticationFailed when it cannot be found out whether it was
     */
    public Optional<Session> open(String id) {
        if (!SessionId.isValid(id)) {
            return Optional.empty();
        }
        var session = find(new SessionId(id));
        return switch (caller.ofTenant()) {
            case Caller.ApiKeyCaller ignored -> session;
            case Caller.SessionCaller(var claims) -> {
                if (!claims.session().value().equals(id)) {
                    yield Optional.empty();
                }
                if (session.isPresent() && claims.generation() != session.get().tokenGeneration()) {
                    throw Unauthenticated.refused(EnumSet.of(Credential.API_KEY, Credential.SESSION_TOKEN));
                }
                yield session.filter(found -> found.userId().equals(claims.userId()));
            }
        };
    }

    /**
     * For work that outlasts the request, such as a stream: each time it is asked, the session as it stands, or nothing once
     * this caller may no longer use it (R21). It may read the database, and throws where that cannot be asked.
     */
    public Supplier<Optional<Session>> held(Session session) {
        var present = caller.ofTenant();
        return () -> sessions.find(session.tenant(), session.id()).filter(now -> isAdmitted(present, now));
    }

    private boolean isAdmitted(Caller.OfTenant present, Session now) {
        return switch (present) {
            case Caller.ApiKeyCaller(var tenant, var keyId, var ignored) -> apiKeys.isStillValid(tenant, keyId);
            case Caller.SessionCaller(var claims) ->
                claims.generation() == now.tokenGeneration() && clock.instant().isBefore(claims.expiresAt());
        };
    }

    /** Finding the session is a step of authenticating whoever holds a token of it. */
    private Optional<Session> find(SessionId id) {
        try {
            return sessions.find(caller.tenant(), id);
        } catch (PersistenceException | QuarkusTransactionException failure) {
            throw new AuthenticationFailed(failure);
        }
    }
}

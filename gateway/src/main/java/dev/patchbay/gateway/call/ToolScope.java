package dev.patchbay.gateway.call;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.policy.RouterSettings;
import dev.patchbay.gateway.session.Session;
import java.util.Optional;

/** On whose behalf, and under which rules, a tool is called. */
public sealed interface ToolScope {
    TenantId tenant();

    String userId();

    /** Which of the router's own tools there are, and how answers are given. */
    RouterSettings router();

    /** The session's id, within one. */
    default Optional<String> sessionId() {
        return switch (this) {
            case InSession(var open) -> Optional.of(open.id().value());
            case ForUser ignored -> Optional.empty();
        };
    }

    /** Within a session: its rules hold. */
    record InSession(Session session) implements ToolScope {
        @Override
        public TenantId tenant() {
            return session.tenant();
        }

        @Override
        public String userId() {
            return session.userId();
        }

        @Override
        public RouterSettings router() {
            return session.config().router();
        }
    }

    /** The tenant's backend itself, for one of its users; no session, so no session rules. */
    record ForUser(TenantId tenant, String userId) implements ToolScope {
        @Override
        public RouterSettings router() {
            return RouterSettings.OUTSIDE_SESSIONS;
        }
    }
}

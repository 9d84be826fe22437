package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.token.Scope;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.session.SessionTokens;
import java.util.Optional;
import java.util.Set;

/** Who a verified credential says is calling. */
public sealed interface Caller {

    /** As whom the audit log knows the caller. */
    Actor actor();

    /** A caller that belongs to one tenant, and to no other. */
    sealed interface OfTenant extends Caller {
        TenantId tenant();
    }

    /**
     * The tenant's own backend, with a project API key.
     *
     * @param scopes what the key is good for; empty for everything
     */
    record ApiKeyCaller(TenantId tenant, String keyId, Optional<Set<Scope>> scopes) implements OfTenant {
        @Override
        public Actor actor() {
            return new Actor.ApiKey(keyId);
        }
    }

    /** Someone holding a token for one session. The session's existence and the token's generation are still to be checked. */
    record SessionCaller(SessionTokens.Claims claims) implements OfTenant {
        @Override
        public TenantId tenant() {
            return claims.tenant();
        }

        @Override
        public Actor actor() {
            return new Actor.SessionUser(claims.session().value(), claims.userId());
        }
    }

    /** Whoever administers the installation. Belongs to no tenant, and so opens nothing that a tenant's credential opens. */
    record AdminCaller(String keyId) implements Caller {
        @Override
        public Actor actor() {
            return new Actor.Admin(keyId);
        }
    }
}

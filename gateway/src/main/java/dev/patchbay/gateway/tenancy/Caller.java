package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.session.SessionTokens;

/** Who a verified credential says is calling. */
public sealed interface Caller {
    TenantId tenant();

    /** The tenant's own backend, with a project API key. */
    record ApiKeyCaller(TenantId tenant, String keyId) implements Caller {}

    /** Someone holding a token for one session. The session's existence and the token's generation are still to be checked. */
    record SessionCaller(SessionTokens.Claims claims) implements Caller {
        @Override
        public TenantId tenant() {
            return claims.tenant();
        }
    }
}

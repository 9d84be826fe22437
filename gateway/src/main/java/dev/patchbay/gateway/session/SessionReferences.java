package dev.patchbay.gateway.session;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.gateway.policy.SessionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that the auth configs and accounts a session names exist and belong to its tenant and toolkit, and that its user may
 * use them. Whether he still may, the account resolver asks at each call.
 */
@ApplicationScoped
class SessionReferences {
    private final AuthConfigs authConfigs;
    private final ConnectedAccounts accounts;

    SessionReferences(AuthConfigs authConfigs, ConnectedAccounts accounts) {
        this.authConfigs = authConfigs;
        this.accounts = accounts;
    }

    List<String> problems(TenantId tenant, String userId, SessionConfig config) {
        var problems = new ArrayList<String>();
        config.authConfigs().forEach((toolkit, id) -> {
            var known = AuthConfigId.isValid(id)
                    && authConfigs
                            .get(tenant, new AuthConfigId(id))
                            .filter(found -> found.toolkit().equals(toolkit))
                            .isPresent();
            if (!known) {
                problems.add("auth_configs." + toolkit + ": there is no auth config \"" + id + "\" for this toolkit");
            }
        });
        config.pinnedAccounts().forEach((toolkit, pinned) -> {
            for (var id : pinned) {
                var known = AccountId.isValid(id)
                        && accounts.get(tenant, new AccountId(id))
                                .filter(found ->
                                        found.toolkit().equals(toolkit) && found.admits(userId) && !found.disabled())
                                .isPresent();
                if (!known) {
                    problems.add("connected_accounts." + toolkit + ": user has no usable account \"" + id
                            + "\" for this toolkit");
                }
            }
        });
        return problems;
    }
}

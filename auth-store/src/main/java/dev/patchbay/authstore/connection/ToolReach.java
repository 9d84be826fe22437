package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChoice.Reach;
import dev.patchbay.authstore.connection.ConnectedAccounts.Candidate;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which tools of a toolkit a user could run at all, for whoever lists tools: those that at least one of the accounts admits
 * that {@link AccountResolver} would pick from; while there is none, those that an auth config admits under which one could
 * be connected.
 */
@ApplicationScoped
public class ToolReach {
    /** More auth configs of one toolkit than any project has; what lies beyond is not asked. */
    private static final Slice ALL = new Slice(0, 1000);

    private final AccountResolver accounts;
    private final AuthConfigs configs;

    ToolReach(AccountResolver accounts, AuthConfigs configs) {
        this.accounts = accounts;
        this.configs = configs;
    }

    /** May read the database, so not for the way of a call. A name in {@code choice} is not looked at. */
    public Predicate<ToolSlug> of(TenantId tenant, String userId, ToolkitSlug toolkit, AccountChoice choice) {
        var reached = accounts.reached(tenant, userId, toolkit, choice);
        var rules = reached.isEmpty()
                ? connectable(tenant, toolkit, choice)
                : reached.stream().map(Candidate::toolAccess).toList();
        return tool -> rules.isEmpty() || rules.stream().anyMatch(rule -> rule.admits(tool));
    }

    private List<ToolAccess> connectable(TenantId tenant, ToolkitSlug toolkit, AccountChoice choice) {
        var enabled = new AuthConfigFilter(Set.of(toolkit), AuthConfigFilter.Disabled.HIDDEN, Optional.empty());
        return configs.list(tenant, enabled, ALL).items().stream()
                .filter(config -> choice.reach() == Reach.ALL
                        || config.enabledForToolRouter()
                        || choice.authConfig().filter(config.id()::equals).isPresent())
                .map(AuthConfig::toolAccess)
                .toList();
    }
}

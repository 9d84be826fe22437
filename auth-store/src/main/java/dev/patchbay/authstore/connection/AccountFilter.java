package dev.patchbay.authstore.connection;

import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Set;

/** Which accounts to list: those that fit every part; an empty part fits all. */
public record AccountFilter(
        Set<String> users,
        Set<ToolkitSlug> toolkits,
        Set<AccountStatus> statuses,
        Set<AuthConfigId> authConfigs,
        Set<AccountId> accounts) {
    public static final AccountFilter ALL = new AccountFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public AccountFilter {
        users = Set.copyOf(users);
        toolkits = Set.copyOf(toolkits);
        statuses = Set.copyOf(statuses);
        authConfigs = Set.copyOf(authConfigs);
        accounts = Set.copyOf(accounts);
    }
}

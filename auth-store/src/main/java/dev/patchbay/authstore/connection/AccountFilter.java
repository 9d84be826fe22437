package dev.patchbay.authstore.connection;

import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Set;

/** Which accounts to list: those that fit every part; an empty part fits all, and so does {@link Kind#ANY}. */
public record AccountFilter(
        Set<String> users,
        Set<ToolkitSlug> toolkits,
        Set<AccountStatus> statuses,
        Set<AuthConfigId> authConfigs,
        Set<AccountId> accounts,
        Kind kind) {
    public static final AccountFilter ALL =
            new AccountFilter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Kind.ANY);

    public AccountFilter {
        users = Set.copyOf(users);
        toolkits = Set.copyOf(toolkits);
        statuses = Set.copyOf(statuses);
        authConfigs = Set.copyOf(authConfigs);
        accounts = Set.copyOf(accounts);
    }

    /** Whose accounts: those of one user, those that others may use too, or both. */
    public enum Kind {
        PRIVATE,
        SHARED,
        ANY
    }
}

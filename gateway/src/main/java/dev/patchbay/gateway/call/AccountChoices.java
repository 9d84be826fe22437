package dev.patchbay.gateway.call;

import dev.patchbay.authstore.connection.AccountChoice;
import dev.patchbay.authstore.connection.AccountChoice.Reach;
import dev.patchbay.authstore.connection.AccountChoice.Several;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.gateway.policy.SessionConfig;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Optional;

/** What a call and its session say about the account to use (contract 4.10), in the auth store's terms. */
public final class AccountChoices {
    private AccountChoices() {}

    public static AccountChoice of(ToolScope scope, ToolkitSlug toolkit, Optional<String> named) {
        return switch (scope) {
            case ToolScope.InSession(var session) -> inSession(session.config(), toolkit, named);
            case ToolScope.ForUser _ ->
                new AccountChoice(named, List.of(), Optional.empty(), Several.TAKE_NEWEST, Reach.ALL);
        };
    }

    private static AccountChoice inSession(SessionConfig config, ToolkitSlug toolkit, Optional<String> named) {
        return new AccountChoice(
                named,
                config.pinnedAccounts().getOrDefault(toolkit, List.of()).stream()
                        .map(AccountId::new)
                        .toList(),
                Optional.ofNullable(config.authConfigs().get(toolkit)).map(AuthConfigId::new),
                config.explicitAccount() ? Several.REFUSE : Several.TAKE_NEWEST,
                Reach.OPEN_TO_SESSIONS);
    }
}

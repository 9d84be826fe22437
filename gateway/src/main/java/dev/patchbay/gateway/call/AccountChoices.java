package dev.patchbay.gateway.call;

import dev.patchbay.authstore.connection.AccountChoice;
import dev.patchbay.authstore.connection.AccountChoice.Several;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.gateway.policy.SessionConfig;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Optional;

/** What a call and its session say about the account to use (contract 4.10), in the auth store's terms. */
final class AccountChoices {
    private AccountChoices() {}

    static AccountChoice of(ToolScope scope, ToolkitSlug toolkit, Optional<String> named) {
        return switch (scope) {
            case ToolScope.InSession(var session) -> inSession(session.config(), toolkit, named);
            case ToolScope.ForUser _ -> forUser(named);
        };
    }

    /** The project's own backend may name any account of the user by id, also one kept from sessions; so it is pinned. */
    private static AccountChoice forUser(Optional<String> named) {
        var pinned =
                named.filter(AccountId::isValid).map(AccountId::new).stream().toList();
        return new AccountChoice(
                pinned.isEmpty() ? named : Optional.empty(), pinned, Optional.empty(), Several.TAKE_NEWEST);
    }

    private static AccountChoice inSession(SessionConfig config, ToolkitSlug toolkit, Optional<String> named) {
        return new AccountChoice(
                named,
                config.pinnedAccounts().getOrDefault(toolkit, List.of()).stream()
                        .map(AccountId::new)
                        .toList(),
                Optional.ofNullable(config.authConfigs().get(toolkit)).map(AuthConfigId::new),
                config.explicitAccount() ? Several.REFUSE : Several.TAKE_NEWEST);
    }
}

package dev.patchbay.authstore.connection;

import java.util.Map;
import java.util.Optional;

/**
 * An account to be made. Its toolkit is that of the auth config; the user is made on first use.
 *
 * @param alias empty for none; a blank one counts as none
 */
public record NewAccount(
        String userId,
        AuthConfigId authConfig,
        String form,
        Optional<String> alias,
        AccountStatus status,
        Optional<String> statusReason,
        Sharing sharing,
        Map<String, String> visibleFields) {

    public NewAccount {
        if (userId.isBlank()) {
            throw new IllegalArgumentException("A user id has at least one visible character");
        }
        alias = alias.filter(text -> !text.isBlank());
        visibleFields = Map.copyOf(visibleFields);
    }
}

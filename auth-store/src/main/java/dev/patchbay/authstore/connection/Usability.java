package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.connection.ConnectedAccounts.Candidate;
import java.util.Optional;

/** Whether a call may use an account, and if not, what to tell the one who asked. */
final class Usability {
    private Usability() {}

    static Optional<String> problemOf(Candidate candidate) {
        var account = candidate.account();
        var configProblem = switch (candidate.configStatus()) {
            case ENABLED -> Optional.<String>empty();
            case DISABLED -> Optional.of("The auth config of this account is disabled.");
        };
        return account.disabled()
                ? Optional.of("The connected account is disabled.")
                : configProblem.or(() -> statusProblem(account));
    }

    private static Optional<String> statusProblem(ConnectedAccount account) {
        return switch (account.status()) {
            case ACTIVE -> Optional.empty();
            case INITIALIZING, INITIATED ->
                Optional.of("The connection was begun but not finished; the user has to complete it.");
            case INACTIVE -> Optional.of("The connected account is switched off.");
            case FAILED ->
                because("The account could not be connected; correct its fields or connect it again.", account);
            case EXPIRED -> because("The connection has expired; connect the account again.", account);
            case REVOKED -> because("The connection was revoked; connect the account again.", account);
        };
    }

    private static Optional<String> because(String text, ConnectedAccount account) {
        return Optional.of(account.statusReason()
                .map(reason -> text + " Reason: " + reason)
                .orElse(text));
    }
}

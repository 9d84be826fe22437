package dev.patchbay.gateway.connect;

import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Probe;
import java.util.Optional;

/**
 * Where an account stands after its service was asked.
 *
 * @param reason empty when all is well. An ACTIVE account with a reason was not verified: its service gave no clear answer,
 *     and its next call decides
 */
public record Standing(AccountStatus status, String reason) {
    private static final String UNVERIFIED = "Not verified yet, its next call decides: ";

    static final Standing WELL = new Standing(AccountStatus.ACTIVE, "");

    Optional<String> statedReason() {
        return Optional.of(reason).filter(text -> !text.isEmpty());
    }

    /** Whether the service, when asked, said neither yes nor no. */
    boolean isUnclear() {
        return status == AccountStatus.ACTIVE && !reason.isEmpty();
    }

    /** What the answer to the probe, or to any call, tells about the credential. */
    static Standing after(Outcome<?> outcome, Probe probe) {
        return switch (outcome) {
            case Outcome.Ok<?> _ -> WELL;
            case Outcome.Failed<?>(UpstreamRefused refused)
            when isOfTheCredential(refused, probe) ->
                new Standing(
                        AccountStatus.FAILED,
                        "The service refused the credential (HTTP " + refused.status() + "): " + refused.detail());
            case Outcome.Failed<?>(UpstreamRefused refused) ->
                unverified("the service answered HTTP " + refused.status() + ": " + refused.detail());
            case Outcome.Failed<?>(UpstreamUnavailable unavailable) -> unverified(unavailable.what());
            case Outcome.Failed<?>(Failure.EgressDenied _) ->
                new Standing(
                        AccountStatus.FAILED, "The address this connection leads to is not one the gateway may reach.");
            case Outcome.Failed<?>(Failure.NotConnected(var ignored, var reason, var none)) -> unverified(reason);
            case Outcome.Failed<?> _ -> unverified("the service gave no usable answer");
        };
    }

    /** Whether the account waits for a call to decide about its credential. */
    static boolean isOpen(ConnectedAccount account) {
        return account.status() == AccountStatus.ACTIVE
                && account.statusReason().isPresent();
    }

    private static Standing unverified(String what) {
        return new Standing(AccountStatus.ACTIVE, UNVERIFIED + what);
    }

    private static boolean isOfTheCredential(UpstreamRefused refused, Probe probe) {
        return probe.refusedStatuses().contains(refused.status())
                || refused.code().filter(probe.refusedCodes()::contains).isPresent();
    }
}

package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolkitSlug;
import dev.patchbay.toolkit.UpstreamAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Records a call around its sending: the intent is committed before anything leaves, the outcome is written after. When the
 * intent cannot be written the call does not happen.
 */
@ApplicationScoped
public class ExecutionLog {
    private static final Logger LOG = Logger.getLogger(ExecutionLog.class);

    private final ExecutionWriter writer;
    private final MeterRegistry meters;
    private final Clock clock;

    ExecutionLog(ExecutionWriter writer, MeterRegistry meters, Clock clock) {
        this.writer = writer;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What is about to be done, and by whom. Holds no argument and nothing of the credential.
     *
     * @param tool a tool's slug, or what stands in its place for a call without one
     */
    public record Intent(
            TenantId tenant,
            Actor actor,
            String id,
            Optional<String> session,
            String userId,
            ToolkitSlug toolkit,
            String tool,
            String account,
            String authConfig) {}

    /** Runs {@code work} between intent and outcome. An exception counts as a failure and goes on to the caller. */
    public <T> Outcome<T> around(Intent intent, Supplier<Outcome<T>> work) {
        writer.begin(intent, clock.instant());
        var timer = Timer.start(meters);
        var ending = Ending.BROKEN;
        try {
            var outcome = work.get();
            ending = Ending.of(outcome);
            return outcome;
        } finally {
            writer.end(intent, ending, clock.instant());
            var nanos = timer.stop(Timer.builder("patchbay.tool.calls")
                    .description("Tool calls by how they ended")
                    .tag("toolkit", intent.toolkit().value())
                    .tag("tool", intent.tool())
                    .tag("outcome", ending.name())
                    .register(meters));
            LOG.infof(
                    "call tool=%s outcome=%s upstream=%s ms=%d",
                    intent.tool(),
                    ending.name(),
                    ending.upstreamStatus().map(String::valueOf).orElse("-"),
                    nanos / 1_000_000);
        }
    }

    /** How a call ended, in words that are stable enough to count. */
    record Ending(String name, Optional<Integer> upstreamStatus) {
        private static final String EGRESS_DENIED = "egress_denied";

        /** The intent came too late into the database; nothing was sent. */
        static final Ending NOT_MADE = new Ending("not_made", Optional.empty());

        static final Ending BROKEN = new Ending("internal_error", Optional.empty());

        static Ending of(Outcome<?> outcome) {
            return switch (outcome) {
                // Of a call without a tool, whose caller gets refusals as they came.
                case Outcome.Ok<?>(UpstreamAnswer answer)
                when !answer.isSuccess() -> new Ending("upstream_refused", Optional.of(answer.status()));
                case Outcome.Ok<?> ignored -> new Ending("succeeded", Optional.empty());
                case Outcome.Failed<?>(var failure) -> of(failure);
            };
        }

        boolean succeeded() {
            return name.equals("succeeded");
        }

        boolean egressDenied() {
            return name.equals(EGRESS_DENIED);
        }

        private static Ending of(Failure failure) {
            return switch (failure) {
                case Failure.UpstreamRefused refused -> new Ending("upstream_refused", Optional.of(refused.status()));
                case Failure.UpstreamUnavailable(var what, var sent) ->
                    new Ending(sent ? "upstream_unknown" : "upstream_unreachable", Optional.empty());
                case Failure.AnswerTooLarge ignored -> new Ending("answer_too_large", Optional.empty());
                case Failure.Cancelled ignored -> new Ending("cancelled", Optional.empty());
                case Failure.EgressDenied ignored -> new Ending(EGRESS_DENIED, Optional.empty());
                case Failure.InvalidArguments ignored -> new Ending("invalid_arguments", Optional.empty());
                case Failure.NotConnected ignored -> new Ending("not_connected", Optional.empty());
                case Failure.ConnectionIncomplete ignored -> new Ending("connection_incomplete", Optional.empty());
                case Failure.UnknownAccount ignored -> new Ending("unknown_account", Optional.empty());
                case Failure.Restricted ignored -> new Ending("restricted", Optional.empty());
                case Failure.ApprovalNeeded ignored -> new Ending("approval_needed", Optional.empty());
                case Failure.UnknownTool ignored -> new Ending("unknown_tool", Optional.empty());
            };
        }
    }
}

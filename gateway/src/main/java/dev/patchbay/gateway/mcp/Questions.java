package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.call.Approval;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Failure;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a call lacks and a person can give, as questions to the client: an account to be connected, a call to be approved. What
 * the client cannot be asked for, and what its user has declined, stays the failure it is, which says what to do.
 */
@ApplicationScoped
class Questions {
    private static final String CONNECT = "connect";
    private static final String APPROVE = "approve";
    /** Marks a state whose calls were approved but not made, because something else was lacking too. */
    private static final String GRANTED = "granted";
    /** From when it was given: what else is lacking has to come in this time. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);
    /** In characters. What no client shows whole would be approved unread. */
    private static final int LONGEST = 8_000;

    private final Clock clock;

    Questions(Clock clock) {
        this.clock = clock;
    }

    /** @param used what {@link #approval} found, and was used for the call that failed */
    Optional<Reply> about(ClientRequest request, Approval used, Failure failure) {
        return switch (failure) {
            case Failure.NotConnected(var toolkit, var ignored, var remedy) ->
                remedy.flatMap(Failure.NotConnected.Remedy::page)
                        .filter(page -> request.peer().can(Ability.ELICIT_URL) && !refused(request, CONNECT))
                        .map(page -> new Reply.InputNeeded(
                                Map.of(
                                        CONNECT,
                                        InputRequest.url(
                                                "Connect your account at " + toolkit
                                                        + " on this page, so that the tool can run.",
                                                page)),
                                kept(request, used)));
            case Failure.ApprovalNeeded needed ->
                request.peer().can(Ability.ELICIT_FORM) && !refused(request, APPROVE)
                        ? Optional.of(asked(needed))
                        : Optional.empty();
            default -> Optional.empty(); // what no answer of a person would mend
        };
    }

    private static Reply asked(Failure.ApprovalNeeded needed) {
        var question = question(needed);
        return question.length() > LONGEST
                ? new Reply.Refusal(
                        ErrorCodes.INVALID_PARAMS,
                        "These are too many calls for a person to judge at once; nothing was run. Send fewer, or shorter ones.")
                : new Reply.InputNeeded(
                        Map.of(APPROVE, InputRequest.form(question, nothingToFillIn())),
                        Approval.of(needed).toJson());
    }

    /** An approval that was not used up, because the call lacks something else too; no longer good than it was. */
    private ObjectNode kept(ClientRequest request, Approval used) {
        if (used.calls().isEmpty()) {
            return Json.object();
        }
        var state = request.state().deepCopy();
        return state.has(GRANTED)
                ? state
                : state.put(GRANTED, clock.instant().plus(GOOD_FOR).getEpochSecond());
    }

    /** What a person has approved of this request; nothing when it was used before, on whichever node. Asked once a round. */
    Approval approval(ClientRequest request) {
        return accepted(request) && request.redeem().getAsBoolean()
                ? Approval.fromJson(request.state())
                : Approval.NONE;
    }

    /** In this round, or in an earlier one that ended with another question. */
    private boolean accepted(ClientRequest request) {
        if (!request.state().has("calls")) {
            return false;
        }
        var granted = request.state().path(GRANTED);
        var answer = request.inputs().getOrDefault(APPROVE, Json.object());
        return granted.isMissingNode()
                ? "accept".equals(answer.path("action").textValue())
                : clock.instant().getEpochSecond() < granted.asLong();
    }

    private static boolean refused(ClientRequest request, String key) {
        var answer = request.inputs().get(key);
        return answer != null
                && ("decline".equals(answer.path("action").textValue())
                        || "cancel".equals(answer.path("action").textValue()));
    }

    private static String question(Failure.ApprovalNeeded needed) {
        var calls = needed.asks().stream()
                .map(ask -> ask.title() + " (" + ask.tool() + ")"
                        + ask.account()
                                .map(account -> ", with the account " + account)
                                .orElse("") + ": "
                        + ask.arguments())
                .collect(Collectors.joining("\n"));
        return (needed.asks().size() == 1 ? "May this call be made?\n" : "May these calls be made, all of them?\n")
                + calls;
    }

    /** To accept is the answer. */
    private static ObjectNode nothingToFillIn() {
        var schema = Json.object().put("type", "object");
        schema.putObject("properties");
        return schema;
    }
}

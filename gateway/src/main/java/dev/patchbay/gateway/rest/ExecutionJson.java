package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.call.CallResult;
import dev.patchbay.gateway.call.FailureText;
import dev.patchbay.gateway.call.ResultEnvelope;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import java.util.List;

/**
 * A call's end on the execute routes (contract 3.6): a tool that ran and failed is 200 with {@code error} set; what could not
 * be attempted is an error envelope.
 */
final class ExecutionJson {
    private ExecutionJson() {}

    /** {@code POST /tools/execute/{slug}}: data, error, successful, log_id. */
    static ObjectNode plain(CallResult result) {
        refuseUnattempted(result);
        return ResultEnvelope.of(result);
    }

    /** {@code POST /tool_router/session/{id}/execute}: data, error, log_id. */
    static ObjectNode inSession(CallResult result) {
        var envelope = plain(result);
        envelope.remove("successful");
        return envelope;
    }

    static ApiError unknownTool(String asked, List<ToolSlug> similar) {
        return error(ErrorKind.TOOL_NOT_FOUND, new Failure.UnknownTool(asked, similar), List.of());
    }

    private static void refuseUnattempted(CallResult result) {
        if (result.outcome() instanceof Outcome.Failed<ObjectNode>(var failure)) {
            refuseUnattempted(failure);
        }
    }

    /** Ends the request unless the service was asked. */
    static void refuseUnattempted(Failure failure) {
        switch (failure) {
            case Failure.UnknownTool unknown -> throw error(ErrorKind.TOOL_NOT_FOUND, unknown, List.of());
            case Failure.Restricted restricted -> throw error(ErrorKind.SESSION_RESTRICTION, restricted, List.of());
            case Failure.ApprovalNeeded needed -> throw error(ErrorKind.APPROVAL_NEEDED, needed, List.of());
            case Failure.InvalidArguments invalid ->
                throw error(
                        ErrorKind.INVALID_ARGUMENTS,
                        invalid,
                        invalid.violations().stream().map(Object::toString).toList());
            case Failure.NotConnected notConnected ->
                throw error(ErrorKind.NO_CONNECTED_ACCOUNT, notConnected, List.of());
            case Failure.ConnectionIncomplete incomplete ->
                throw error(ErrorKind.NO_CONNECTED_ACCOUNT, incomplete, List.of());
            case Failure.UnknownAccount unknown ->
                throw error(ErrorKind.CONNECTED_ACCOUNT_NOT_FOUND, unknown, List.of());
            case Failure.EgressDenied denied -> throw error(ErrorKind.EGRESS_DENIED, denied, List.of());
            case Failure.UpstreamRefused ignored -> {}
            case Failure.UpstreamUnavailable ignored -> {}
            case Failure.Cancelled ignored -> {}
            case Failure.AnswerTooLarge ignored -> {}
        }
    }

    static ApiError refusal(Failure.UnknownAccount unknown) {
        return error(ErrorKind.CONNECTED_ACCOUNT_NOT_FOUND, unknown, List.of());
    }

    private static ApiError error(ErrorKind kind, Failure failure, List<String> errors) {
        var text = FailureText.of(failure);
        return new ApiError(kind, text.message(), text.fix(), errors);
    }
}

package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;

/** Ends a request with an error answer. Thrown by the checks, caught once, in {@link ScaleService}. */
final class Refusal extends RuntimeException {
    private final int status;
    private final String text;

    private Refusal(int status, String text) {
        super(text, null, false, false);
        this.status = status;
        this.text = text;
    }

    static Refusal invalid(String text) {
        return new Refusal(400, text);
    }

    /** In the one pattern for bad parameters that has been recorded. */
    static Refusal parameter(String reason) {
        return invalid("Parameter is invalid, reason: " + reason);
    }

    static Refusal required(String name) {
        return parameter("\"" + name + "\" is required");
    }

    /** Recorded. */
    static Refusal withoutAttachment() {
        return invalid("Please include an attachment or attachments parameter.");
    }

    static Refusal notEnabled(String type) {
        return new Refusal(402, "Task type " + type + " is not enabled for this account, please contact sales.");
    }

    static Refusal noSuchEndpoint() {
        return notFound("No such endpoint.");
    }

    static Refusal wrongVerb() {
        return new Refusal(405, "No such method for this endpoint.");
    }

    static Refusal tooLarge(boolean as413, String text) {
        return new Refusal(as413 ? 413 : 400, text);
    }

    static Refusal unauthorized() {
        return new Refusal(401, "Please provide a valid API key.");
    }

    static Refusal notFound(String text) {
        return new Refusal(404, text);
    }

    static Refusal conflict(String text) {
        return new Refusal(409, text);
    }

    static Refusal uniqueIdInUse(String uniqueId, String taskId) {
        return conflict("The unique_id " + uniqueId + " is already in use by another task (" + taskId + ").");
    }

    Answer answer() {
        return answer(status, text);
    }

    static Answer answer(int status, String text) {
        return Answer.json(status, Json.object().put("status_code", status).put("error", text));
    }
}

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

    static Refusal unauthorized() {
        return new Refusal(401, "Please provide a valid API key.");
    }

    static Refusal notFound(String text) {
        return new Refusal(404, text);
    }

    static Refusal conflict(String text) {
        return new Refusal(409, text);
    }

    Answer answer() {
        return answer(status, text);
    }

    static Answer answer(int status, String text) {
        return Answer.json(status, Json.object().put("status_code", status).put("error", text));
    }
}

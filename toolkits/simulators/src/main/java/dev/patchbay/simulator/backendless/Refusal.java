package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;

/** Ends a request with an error object. Thrown by the checks, caught once, in {@link BackendlessService}. */
final class Refusal extends RuntimeException {
    private final int status;
    private final int code;
    private final String text;

    private Refusal(int status, int code, String text) {
        super(text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
    }

    static Refusal of(int code, String text) {
        return new Refusal(400, code, text);
    }

    static Refusal noSuchRoute(String method, String path) {
        return new Refusal(404, Codes.NO_SUCH_ROUTE, "No such route: " + method + " " + path);
    }

    Refusal withStatus(int other) {
        return new Refusal(other, code, text);
    }

    Answer answer() {
        return answer(status, code, text);
    }

    static Answer answer(int status, int code, String text) {
        var error = Json.object().put("code", code).put("message", text);
        error.putObject("errorData");
        return Answer.json(status, error);
    }
}

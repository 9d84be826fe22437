package dev.patchbay.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer as the tests look at it. */
public record Reply(int status, String text, HttpResponse<byte[]> response) {

    /** The body as JSON; fails the test when it is none. */
    public JsonNode json() {
        return Json.parse(text).orElseThrow(() -> new AssertionError("Not JSON: " + text));
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }
}

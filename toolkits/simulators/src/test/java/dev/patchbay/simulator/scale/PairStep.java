package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** One request of a pair with what it must bring back; {@code kept} carries values from one step to the next. */
record PairStep(JsonNode step, HttpClient http, String origin, Map<String, String> kept) {
    private static final String BOUNDARY = "a-boundary-of-this-test";

    void run() throws IOException, InterruptedException {
        String[] call = filled(step.path("call").asText()).split(" ", 2);
        var request = HttpRequest.newBuilder(URI.create(origin + call[1]));
        authorization(request);
        if (step.has("form")) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            request.method(call[0], HttpRequest.BodyPublishers.ofByteArray(form()));
        } else {
            // As the Python client does: this content type on every call, with a body or without.
            request.header("Content-Type", "application/json");
            request.method(
                    call[0],
                    step.has("send")
                            ? HttpRequest.BodyPublishers.ofString(letters(step.path("send")))
                            : HttpRequest.BodyPublishers.noBody());
        }
        check(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    private void authorization(HttpRequest.Builder request) {
        switch (step.path("as").asText()) {
            case "test" -> request.header("Authorization", Client.basic(ScaleSimulator.TEST_KEY));
            case "live" -> request.header("Authorization", Client.basic(ScaleSimulator.LIVE_KEY));
            case "live bearer" -> request.header("Authorization", "Bearer " + ScaleSimulator.LIVE_KEY);
            case "dummy" -> request.header("Authorization", Client.basic("dummy_api_key"));
            case "nobody" -> {}
            default -> throw new AssertionError("Who is " + step.path("as"));
        }
    }

    private void check(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        String where = step.path("call").asText();
        assertThat(response.statusCode())
                .as(where + " " + text)
                .isEqualTo(step.path("status").asInt(-1));
        step.path("headers")
                .properties()
                .forEach(header -> assertThat(response.headers().firstValue(header.getKey()))
                        .as(where)
                        .contains(header.getValue().asText()));
        if (step.has("type")) {
            assertThat(response.headers().firstValue("content-type"))
                    .contains(step.path("type").asText());
        }
        if (step.has("begins")) {
            assertThat(HexFormat.of().formatHex(response.body()))
                    .startsWith(step.path("begins").asText());
            return;
        }
        JsonNode body = Json.parse(text).orElseThrow(() -> new AssertionError(where + " is no JSON: " + text));
        if (step.has("body")) {
            JsonNode expected = Json.parse(filled(step.path("body").toString())).orElseThrow();
            Expected.check(where, expected, body);
        }
        step.path("without")
                .forEach(path -> assertThat(body.at(path.asText()).isMissingNode())
                        .as(where + " has no " + path.asText())
                        .isTrue());
        step.path("keep")
                .properties()
                .forEach(entry -> kept.put(
                        entry.getKey(), body.at(entry.getValue().asText()).asText()));
    }

    private String filled(String text) {
        String result = text;
        for (var entry : kept.entrySet()) {
            result = result.replace("{" + entry.getKey() + "}", entry.getValue());
        }
        return result;
    }

    /** A long text would only be in the way in the file of pairs. */
    private static String letters(JsonNode body) {
        JsonNode grade = body.path("grade");
        return grade.path(0).asText().equals("<letters>")
                ? body.toString()
                        .replace(
                                grade.toString(), '"' + "x".repeat(grade.path(1).asInt()) + '"')
                : body.toString();
    }

    private byte[] form() {
        var bytes = new ByteArrayOutputStream();
        for (JsonNode part : step.path("form")) {
            String name = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\""
                    + part.path("name").asText() + '"';
            String file = part.has("filename")
                    ? "; filename=\"" + part.path("filename").asText() + "\"\r\nContent-Type: "
                            + part.path("type").asText()
                    : "";
            bytes.writeBytes((name + file + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(
                    part.has("bytes")
                            ? new byte[part.path("bytes").asInt()]
                            : part.path("text").asText().getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }
}

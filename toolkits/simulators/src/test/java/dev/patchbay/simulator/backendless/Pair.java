package dev.patchbay.simulator.backendless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Reply;
import java.util.ArrayList;
import java.util.Map;

/**
 * One request and what must come back, from a resource. Placeholders in braces are filled before. Of an error only the code
 * counts, and a phrase where clients rely on one; objects of the service may have members that are not expected here.
 */
record Pair(JsonNode json) {
    String name() {
        return json.path("name").asText();
    }

    void check(String origin) {
        String[] line = json.path("send").asText().split(" ", 2);
        Reply reply = client(origin).sendExactly(line[0], line[1], body());
        assertThat(reply.status())
                .as(reply.text())
                .isEqualTo(json.path("status").asInt());
        if (json.has("nothing")) {
            assertThat(reply.text()).isEmpty();
        }
        if (json.has("answer")) {
            assertThat(contains(reply.json(), json.path("answer")))
                    .as("%s%n in %s", json.path("answer"), reply.text())
                    .isTrue();
        }
        if (json.has("code")) {
            assertThat(reply.header("content-type")).contains("application/json");
            assertThat(reply.json().path("code").asInt())
                    .isEqualTo(json.path("code").asInt());
            assertThat(reply.json().path("errorData").isObject()).isTrue();
            assertThat(reply.json().path("message").asText())
                    .isNotEmpty()
                    .contains(json.path("phrase").asText());
        }
        for (Map.Entry<String, JsonNode> header : json.path("header").properties()) {
            assertThat(reply.header(header.getKey())).contains(header.getValue().asText());
        }
    }

    private Client client(String origin) {
        var headers = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
            headers.add(header.getKey());
            headers.add(header.getValue().asText());
        }
        return new Client(origin, headers);
    }

    private String body() {
        return json.has("body") ? json.path("body").toString() : "";
    }

    /** Whether everything expected is there. Lists must match item by item. Numbers are equal when their values are. */
    private static boolean contains(JsonNode actual, JsonNode expected) {
        if (expected.isObject()) {
            return actual.isObject()
                    && expected.properties().stream()
                            .allMatch(member -> actual.has(member.getKey())
                                    && contains(actual.path(member.getKey()), member.getValue()));
        }
        if (expected.isArray()) {
            if (!actual.isArray() || actual.size() != expected.size()) {
                return false;
            }
            for (int i = 0; i < expected.size(); i++) {
                if (!contains(actual.get(i), expected.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return (expected.isNumber() && actual.isNumber())
                ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
                : expected.equals(actual);
    }

    static Pair of(JsonNode raw, Map<String, String> placeholders) {
        String text = raw.toString();
        for (var placeholder : placeholders.entrySet()) {
            text = text.replace("{" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return new Pair(Json.parse(text).orElseThrow());
    }
}

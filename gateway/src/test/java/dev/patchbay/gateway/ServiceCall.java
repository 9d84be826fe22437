package dev.patchbay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Located;
import dev.patchbay.catalog.Reading;
import dev.patchbay.catalog.ToolkitReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One line of the tables in {@code calls/}, which are written from the services' references and not from the tool files: a call
 * and the requests that must leave.
 */
record ServiceCall(String tool, JsonNode line) {

    static Stream<ServiceCall> of(String table) {
        return switch (new ToolkitReader(ServiceCall.class.getClassLoader()).yaml("calls/" + table + ".yaml")) {
            case Reading.Sound<Located>(var file) ->
                file.json()
                        .valueStream()
                        .map(line -> new ServiceCall(line.get("tool").textValue(), line));
            case Reading.Faulty<Located>(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    String arguments() {
        return line.path("with").isObject() ? line.path("with").toString() : "{}";
    }

    /** Which credential or form the call is made with. */
    String connection(String otherwise) {
        return line.path("key").asText(line.path("form").asText(otherwise));
    }

    /** Calls that are made first; their requests are not counted. */
    List<ServiceCall> before() {
        return line.path("before")
                .valueStream()
                .map(earlier -> new ServiceCall(earlier.get("tool").textValue(), earlier))
                .toList();
    }

    /** Members of the result that later lines may name as <code>${key}</code>. */
    Map<String, String> keeps() {
        return line.path("keep").properties().stream()
                .collect(Collectors.toMap(
                        entry -> "${" + entry.getKey() + "}",
                        entry -> entry.getValue().asText()));
    }

    /** The whole result, where the reference fixes it. */
    Optional<JsonNode> gives() {
        return Optional.ofNullable(line.get("gives"));
    }

    List<JsonNode> sends() {
        var sends = line.path("sends");
        return sends.isArray() ? sends.valueStream().toList() : List.of(sends);
    }

    @Override
    public String toString() {
        return tool + (line.has("note") ? ": " + line.path("note").asText() : "");
    }
}

package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A timer as the console knows it.
 *
 * @param mode in lower case, as it stands in addresses
 * @param raw the whole object
 */
record Timer(String id, String name, String mode, ObjectNode raw) {
    /** The console shows the next run, but under which name its answers hold it is not known. */
    private static final List<String> NEXT_RUN = List.of("nextRun", "nextRunTime", "nextRunDate");

    /** A member of the console's list of handlers, if it is a timer that can be addressed. */
    static Optional<Timer> of(JsonNode handler) {
        if (!(handler instanceof ObjectNode raw)
                || !raw.path("category").asText().equalsIgnoreCase("TIMER")
                || !raw.path("timername").isTextual()
                || raw.path("id").asText().isEmpty()
                || raw.path("mode").asText().isEmpty()) {
            return Optional.empty();
        }
        var mode = raw.path("mode").asText().toLowerCase(Locale.ROOT);
        return Optional.of(
                new Timer(raw.path("id").asText(), raw.path("timername").textValue(), mode, raw));
    }

    /** What tools give of an object that the console answered; null where the answer says nothing. */
    static JsonNode shown(JsonNode answer) {
        var shown = JsonNodeFactory.instance.objectNode();
        shown.set("id", answer.get("id"));
        shown.set("name", answer.get("timername"));
        shown.set("startDate", answer.get("startDate"));
        shown.set("expire", answer.get("expire"));
        shown.set("frequency", answer.get("frequency"));
        shown.set(
                "nextRun",
                NEXT_RUN.stream()
                        .filter(answer::hasNonNull)
                        .findFirst()
                        .map(answer::get)
                        .orElse(null));
        return shown.set("raw", answer);
    }
}

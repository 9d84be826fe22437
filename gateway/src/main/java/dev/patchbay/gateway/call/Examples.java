package dev.patchbay.gateway.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.ArgumentExample;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Adds to a refusal of arguments, wherever it was made, an example that its caller can go by. */
public final class Examples {
    /** Bytes of UTF-8: it is read by a model. */
    private static final int MOST = 1024;

    private Examples() {}

    /** @param given what the tool was called with; values of it stay where they are right, not secret, and not too long */
    public static Outcome<ObjectNode> added(Outcome<ObjectNode> outcome, Tool tool, ObjectNode given) {
        return added(
                outcome,
                violations -> first(
                        ArgumentExample.of(tool, given, violations),
                        ArgumentExample.of(tool, Json.object(), violations)));
    }

    /** For a tool of the router's own. What it was given may hold secrets of other tools, so nothing of it is repeated. */
    public static Outcome<ObjectNode> added(Outcome<ObjectNode> outcome, ObjectNode schema) {
        return added(outcome, violations -> first(ArgumentExample.of(schema, violations)));
    }

    private static Outcome<ObjectNode> added(
            Outcome<ObjectNode> outcome, Function<List<Violation>, Optional<String>> example) {
        return outcome instanceof Outcome.Failed<ObjectNode>(Failure.InvalidArguments refused)
                ? Outcome.failed(new Failure.InvalidArguments(
                        refused.tool(),
                        refused.violations(),
                        refused.example().or(() -> example.apply(refused.violations()))))
                : outcome;
    }

    /** The first that is short enough. One without members would teach nothing. */
    private static Optional<String> first(ObjectNode... examples) {
        return Stream.of(examples)
                .filter(example -> !example.isEmpty())
                .map(Json::write)
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= MOST)
                .findFirst();
    }
}

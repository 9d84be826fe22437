package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Violation;
import java.util.List;

/** How calls end, for assertions. */
final class Ends {
    private Ends() {}

    static JsonNode value(Outcome<JsonNode> outcome) {
        return switch (outcome) {
            case Outcome.Ok<JsonNode>(var value) -> value;
            case Outcome.Failed<JsonNode>(var failure) -> throw new AssertionError("failed with " + failure);
        };
    }

    static Failure failure(Outcome<JsonNode> outcome) {
        return switch (outcome) {
            case Outcome.Ok<JsonNode>(var value) -> throw new AssertionError("succeeded with " + value);
            case Outcome.Failed<JsonNode>(var failure) -> failure;
        };
    }

    /** The arguments blamed, in order. */
    static List<String> blamed(Outcome<JsonNode> outcome) {
        return violations(outcome).stream().map(Violation::where).toList();
    }

    static List<Violation> violations(Outcome<JsonNode> outcome) {
        return failure(outcome) instanceof Failure.InvalidArguments invalid ? invalid.violations() : List.of();
    }
}

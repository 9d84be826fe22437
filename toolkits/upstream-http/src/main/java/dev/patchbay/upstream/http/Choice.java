package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.Plan.Condition;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;

/** Which of a declared tool's requests these arguments ask for, and how its answer is shaped. */
record Choice(RequestTemplate template, ResultShape result) {

    static Choice of(Tool tool, Plan.Declared plan, ObjectNode arguments) {
        for (var variant : plan.variants()) {
            if (holds(variant.when(), arguments)) {
                return new Choice(variant.template(), variant.result().orElse(tool.result()));
            }
        }
        return new Choice(plan.template(), tool.result());
    }

    private static boolean holds(Condition condition, ObjectNode arguments) {
        return switch (condition) {
            case Condition.Given(String argument) -> arguments.hasNonNull(argument);
            case Condition.Is(String argument, JsonNode value) -> {
                var given = arguments.get(argument);
                yield given != null && given.equals(Choice::compare, value);
            }
        };
    }

    /** Equal as JSON: 1 is 1.0, whatever classes the parsers chose. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one instanceof NumericNode a && other instanceof NumericNode b && !a.isNaN() && !b.isNaN()) {
            return a.decimalValue().compareTo(b.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}

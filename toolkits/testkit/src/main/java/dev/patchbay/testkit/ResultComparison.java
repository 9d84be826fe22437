package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Tool;
import java.util.ArrayList;
import java.util.List;

/** Compares a result with what an example gives, and with what the tool's output schema promises. */
final class ResultComparison {
    private final JsonNode expected;

    ResultComparison(JsonNode expected) {
        this.expected = expected;
    }

    List<String> differences(JsonNode result, Tool tool) {
        var differences = new ArrayList<String>();
        if (!SameJson.are(result, expected)) {
            differences.add("gives " + result + ", not " + expected);
        }
        new JsonSchema(tool.outputSchema())
                .violations(result)
                .forEach((at, problem) -> differences.add("breaks the output schema at \"" + at + "\": " + problem));
        return differences;
    }
}

package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments made to stall the check (R46). */
class EffortTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** With an engine that goes back, forty characters take longer than anyone waits. */
    @ParameterizedTest
    @ValueSource(strings = {"^(a+)+$", "^(a|aa)+$", "^(a|a)*$", "^(.*a){12}$", "^([a-z]+)*[0-9]$"})
    void aPatternThatInvitesGoingBackIsAnsweredAtOnce(String pattern) {
        var schema = schema("text");
        schema.withObjectProperty("properties").withObjectProperty("text").put("pattern", pattern);
        var arguments = JsonNodeFactory.instance.objectNode().put("text", "a".repeat(100_000) + "!");

        assertThat(violations(schema, arguments))
                .singleElement()
                .satisfies(violation -> assertThat(violation.where()).isEqualTo("text"));
    }

    @Test
    void manyAlternativesForManyItemsAreGivenUp() {
        var schema = schema("list");
        var items = schema.withObjectProperty("properties")
                .withObjectProperty("list")
                .put("type", "array")
                .withObjectProperty("items");
        var arguments = JsonNodeFactory.instance.objectNode();
        for (var form = 0; form < 500; form++) {
            items.withArrayProperty("oneOf").addObject().put("const", "form " + form);
        }
        for (var item = 0; item < 9_000; item++) {
            arguments.withArrayProperty("list").add("item " + item);
        }

        assertThat(violations(schema, arguments))
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem()).contains("too large or too deeply varied"));
    }

    @Test
    void manyPatternsForOneLongTextAreGivenUp() {
        var schema = schema("text");
        var forms = schema.withObjectProperty("properties")
                .withObjectProperty("text")
                .withArrayProperty("anyOf");
        for (var form = 0; form < 400; form++) {
            forms.addObject().put("pattern", "x" + form + "$");
        }
        var arguments = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(500_000));

        assertThat(violations(schema, arguments))
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem()).contains("too large or too deeply varied"));
    }

    @Test
    void theLargestOrdinaryArgumentsAreChecked() {
        var schema = schema("list");
        var record = schema.withObjectProperty("properties")
                .withObjectProperty("list")
                .put("type", "array")
                .withObjectProperty("items")
                .put("type", "object")
                .put("additionalProperties", false);
        for (var name : List.of("a", "b", "c", "d")) {
            record.withObjectProperty("properties")
                    .putObject(name)
                    .put("type", "string")
                    .put("pattern", "^[a-z ]*$");
        }
        var arguments = JsonNodeFactory.instance.objectNode();
        for (var item = 0; item < 2_000; item++) { // ten thousand members, as many as a request may hold
            var each = arguments.withArrayProperty("list").addObject();
            for (var name : List.of("a", "b", "c", "d")) {
                each.put(name, "one hundred characters or so of text ".repeat(3));
            }
        }

        assertThat(violations(schema, arguments)).isEmpty();
    }

    private static List<Violation> violations(ObjectNode schema, ObjectNode arguments) {
        var compiled = new ArgumentSchema(schema);
        return assertTimeoutPreemptively(SOON, () -> compiled.violations(arguments));
    }

    private static ObjectNode schema(String property) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object").put("additionalProperties", false);
        schema.putObject("properties").putObject(property);
        return schema;
    }
}

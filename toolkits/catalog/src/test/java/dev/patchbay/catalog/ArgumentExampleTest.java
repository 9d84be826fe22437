package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ArgumentRule;
import dev.patchbay.toolkit.ArgumentRule.AtMostOne;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentExampleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Tool TOOL = tool("""
            {"type": "object", "required": ["name", "token"], "additionalProperties": false, "properties": {
              "name": {"type": "string", "maxLength": 5},
              "count": {"type": "integer"},
              "kind": {"enum": ["red", "green"]},
              "tags": {"type": "array", "items": {"type": "object", "required": ["name"],
                "properties": {"name": {"type": "string"}}}},
              "first_id": {"type": "string"},
              "other_id": {"type": "string"},
              "token": {"type": "string", "writeOnly": true},
              "login": {"type": "object", "properties": {"pass": {"type": "string", "writeOnly": true}}}
            }}""", new AtMostOne(List.of("first_id", "other_id")));

    private final ArgumentCheck check = new ArgumentCheck();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                                | {"name":"<name>","token":"<token>"}
            {"name":"abc","token":7}                          | {"name":"abc","token":"<token>"}
            {"count":"x","name":"abc","token":"t"}            | {"count":"<count: integer>","name":"abc","token":"<token>"}
            {"title":"abc","token":7}                         | {"name":"abc","token":"<token>"}
            {"name":"abcdef","token":"t","tags":[]}           | {"name":"<name>","token":"<token>","tags":[]}
            {"name":"a","token":"t","tags":[{"name":7}]}      | {"name":"a","token":"<token>","tags":[{"name":"<name>"}]}
            {"name":"a","token":"t","kind":"blue"}            | {"name":"a","token":"<token>","kind":"red"}
            {"name":"a","token":"t","nmae":"b"}               | {"name":"a","token":"<token>"}
            {"name":"a","token":"t","count":null,"kind":1}    | {"name":"a","token":"<token>","kind":"red"}
            {"name":"a","token":"t","login":{"pass":"p"},"count":"x"} | {"name":"a","token":"<token>","login":{},"count":"<count: integer>"}
            {"name":"a","token":"t","first_id":"f","other_id":"o"}    | {"name":"a","token":"<token>","first_id":"f"}
            """)
    void whatIsRightStaysAndWhatIsWrongOrSecretBecomesAPlaceholder(String given, String example) {
        assertThat(example(given)).hasToString(example);
    }

    @Test
    void whereTheWholeIsWrongNothingOfItStays() {
        var given = object("{\"name\":\"abc\",\"count\":1}");

        assertThat(ArgumentExample.of(TOOL, given, List.of(new Violation("", "is too large."))))
                .hasToString("{\"name\":\"<name>\",\"token\":\"<token>\"}");
    }

    @Test
    void aSchemaAloneGivesWhatItRequiresAndWhatWasWrong() {
        assertThat(ArgumentExample.of(
                        TOOL.inputSchema(),
                        List.of(new Violation("count", "no number"), new Violation("x", "unknown"))))
                .hasToString("{\"count\":\"<count: integer>\",\"name\":\"<name>\",\"token\":\"<token>\"}");
    }

    private ObjectNode example(String given) {
        return switch (check.check(TOOL, object(given))) {
            case Outcome.Failed<ObjectNode>(Failure.InvalidArguments refused) ->
                ArgumentExample.of(TOOL, object(given), refused.violations());
            case Outcome<ObjectNode> other -> throw new AssertionError(other);
        };
    }

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Tool tool(String schema, ArgumentRule... rules) {
        var tool = Shelf.sound().tool("SHELF_GET_BOOK");
        return new Tool(
                tool.slug(),
                tool.toolkit(),
                tool.title(),
                tool.description(),
                tool.hints(),
                tool.important(),
                object(schema),
                tool.outputSchema(),
                Map.of("title", "name"),
                List.of(rules),
                tool.plan(),
                tool.result(),
                tool.refusal(),
                tool.paging(),
                tool.retry(),
                tool.sensitive(),
                tool.effect(),
                tool.failureHints(),
                List.of(),
                tool.pitfalls());
    }
}

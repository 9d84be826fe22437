package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictYamlTest {

    @Test
    void wordsThatLookLikeValuesStayText() {
        assertThat(json("[no, yes, on, 007, 0x1F, 1_000, 12:30, 2026-01-01, Null, True, '5', ~]")
                        .valueStream())
                .allMatch(JsonNode::isTextual);
    }

    @Test
    void valuesAreThoseOfJacksonsOwnParser() throws JsonProcessingException {
        var text = "[null, true, false, 1, -3000000000, 123456789012345678901, 1.5, 1e3, \"x\", {\"a\": []}]";

        assertThat(json(text)).isEqualTo(new ObjectMapper().readTree(text));
        assertThat(json("a:").path("a").isNull()).isTrue();
    }

    @Test
    void everyPartKnowsItsLine() {
        var located = located("""
                # a comment
                first: 1

                list:
                  - a
                  - deep:
                      er: b
                """);

        assertThat(located.lineOf(JsonPointer.compile("/first"))).isEqualTo(2);
        assertThat(located.lineOf(JsonPointer.compile("/list"))).isEqualTo(4);
        assertThat(located.lineOf(JsonPointer.compile("/list/0"))).isEqualTo(5);
        assertThat(located.lineOf(JsonPointer.compile("/list/1/deep/er"))).isEqualTo(7);
        assertThat(located.lineOf(JsonPointer.compile("/list/1/deep/absent/x"))).isEqualTo(6);
        assertThat(located.lineOf(JsonPointer.empty())).isEqualTo(2);
        assertThat(located.problem(JsonPointer.compile("/first"), "is one")).hasToString("t.yaml:2: is one");
        assertThat(located.file()).isEqualTo("t.yaml");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1\\nb: 2\\na: 3          | t.yaml:3: the key `a` is given twice
            a: &x 1                     | t.yaml:1: anchors (`&name`) are not allowed
            a: !!int 1                  | t.yaml:1: tags (`!name`) are not allowed
            a: 1\\nb: !mine [c]         | t.yaml:2: tags (`!name`) are not allowed
            a: b\\n409: c               | t.yaml:2: a key must be a string; put it in quotes
            a: b\\n? [c]\\n: d          | t.yaml:2: a key must be a string
            a: 1\\n---\\nb: 2           | t.yaml:2: holds a second document
            a: .inf                     | t.yaml:1: the number .inf is out of range
            a: 1e999                    | t.yaml:1: the number 1e999 is out of range
            a: 1\\nb: [c                | t.yaml:2: is not YAML we read: expected ',' or ']'
            a: 1\\n\\tb: 2              | t.yaml:2: is not YAML we read:
            a: *unknown                 | t.yaml:1: aliases (`*name`) are not allowed
            """)
    void whatIsNotStrictIsRefusedWithItsLine(String text, String problem) {
        assertThat(problems(text.replace("\\n", "\n").replace("\\t", "\t")))
                .first()
                .asString()
                .startsWith(problem);
    }

    @Test
    void anAliasIsBlamedWhereItStands() {
        assertThat(problems("a: &x [1]\nb: *x\nc: *x"))
                .extracting(String::valueOf)
                .satisfiesExactly(
                        anchor -> assertThat(anchor).startsWith("t.yaml:1: anchors"),
                        alias -> assertThat(alias).startsWith("t.yaml:2: aliases"),
                        alias -> assertThat(alias).startsWith("t.yaml:3: aliases"));
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(problems("")).containsExactly("t.yaml:1: is empty");
        assertThat(problems("# only a comment\n")).hasSize(1);
    }

    @Test
    void depthIsBounded() {
        assertThat(problems("[".repeat(64) + "]".repeat(64))).isEmpty();
        assertThat(problems("[".repeat(65) + "]".repeat(65)))
                .containsExactly("t.yaml:1: is not YAML we read: it is nested deeper than 64 levels");
        assertThat(problems("[".repeat(100_000))).isNotEmpty();
    }

    @Test
    void sizeIsBounded() {
        assertThat(problems("a".repeat(StrictYaml.MAX_LENGTH))).isEmpty();
        assertThat(problems("a".repeat(StrictYaml.MAX_LENGTH + 1))).hasSize(1);
        assertThat(problems("1".repeat(101))).hasSize(1);
    }

    @Test
    void charactersThatYamlForbidsAreNamed() {
        assertThat(problems("a: b\nc: \u0007"))
                .containsExactly("t.yaml:2: holds the character U+0007, which YAML does not allow");
    }

    private static JsonNode json(String text) {
        return located(text).json();
    }

    private static Located located(String text) {
        return switch (StrictYaml.read("t.yaml", text)) {
            case Reading.Sound<Located>(var located) -> located;
            case Reading.Faulty<Located>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static List<String> problems(String text) {
        return StrictYaml.read("t.yaml", text).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}

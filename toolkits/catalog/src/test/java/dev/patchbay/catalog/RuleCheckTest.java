package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ArgumentRule;
import dev.patchbay.toolkit.ArgumentRule.Ascending;
import dev.patchbay.toolkit.ArgumentRule.AtLeastOne;
import dev.patchbay.toolkit.ArgumentRule.AtMostOne;
import dev.patchbay.toolkit.ArgumentRule.MaxBytes;
import dev.patchbay.toolkit.ArgumentRule.Same;
import dev.patchbay.toolkit.ArgumentRule.Together;
import dev.patchbay.toolkit.ArgumentRule.Unique;
import dev.patchbay.toolkit.ArgumentRule.When;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, ArgumentRule> RULES = Map.ofEntries(
            Map.entry("some", new AtLeastOne(List.of("a", "b"))),
            Map.entry("one", new AtMostOne(List.of("a", "b", "c"))),
            Map.entry("all", new Together(List.of("a", "b", "c"))),
            Map.entry("inner", new AtLeastOne(List.of("list.*.a", "list.*.b"))),
            Map.entry("when", new When("kind", Set.of("video", "1", "true"), List.of("a"), List.of("b"))),
            Map.entry("deep", new When("list.*.kind", Set.of("video"), List.of("list.*.a"), List.of())),
            Map.entry("up", new Ascending("g.polygon.min", "g.polygon.max")),
            Map.entry("each", new Ascending("g.*.min", "g.*.max")),
            Map.entry("twice", new Unique("list.*.id")),
            Map.entry("elements", new Unique("list.*")),
            Map.entry("grid", new Unique("list.*.list.*.id")),
            Map.entry("same", new Same("a", "g.a")),
            Map.entry("bytes", new MaxBytes("a", 10)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            some  | {}                          | a: at least one of `a`, `b` must be given.
            some  | {"a": ""}                   | a: at least one of `a`, `b` must be given.
            some  | {"a": [], "b": null}        | a: at least one of `a`, `b` must be given.
            some  | {"b": 0}                    |
            some  | {"a": false}                |
            some  | {"a": {}}                   |
            one   | {"a": 1}                    |
            one   | {"a": 1, "b": null}         |
            one   | {"b": 1, "c": 0}            | c: cannot be given together with `b`; give at most one of `a`, `b`, `c`.
            all   | {}                          |
            all   | {"a": 1, "b": 0, "c": ""}   |
            all   | {"a": 1, "c": 1}            | b: must be given because `a` is; give all of `a`, `b`, `c` or none.
            inner | {}                          |
            inner | {"list": [{"a": 1}, {"b": 1}]} |
            inner | {"list": [{"a": 1}, {"c": 1}]} | list[1].a: at least one of `list[1].a`, `list[1].b` must be given.
            when  | {"kind": "image", "b": 1}   |
            when  | {"b": 1}                    |
            when  | {"kind": ["video"]}         |
            when  | {"kind": "video", "a": 1}   |
            when  | {"kind": "video"}           | a: must be given because `kind` is "video".
            when  | {"kind": "video", "a": ""}  | a: must be given because `kind` is "video".
            when  | {"kind": "video", "a": 1, "b": ""} | b: must be left out because `kind` is "video".
            when  | {"kind": true}              | a: must be given because `kind` is true.
            when  | {"kind": 1}                 | a: must be given because `kind` is 1.
            deep  | {"list": [{"kind": "image"}, {"kind": "video"}]} | list[1].a: must be given because `list[1].kind` is "video".
            up    | {"g": {"polygon": {"min": 5, "max": 5.0}}} |
            up    | {"g": {"polygon": {"min": 5}}} |
            up    | {"g": {"polygon": {"min": 5, "max": "1"}}} |
            up    | {"g": []}                   |
            up    | {"g": {"polygon": {"min": 5, "max": 4.9}}} | g.polygon.max: must not be less than `g.polygon.min`.
            up    | {"g": {"polygon": {"min": 1e999, "max": 4}}} | g.polygon.max: must not be less than `g.polygon.min`.
            up    | {"g": {"polygon": {"min": 9007199254740993, "max": 9007199254740992}}} | g.polygon.max: must not be less than `g.polygon.min`.
            each  | {"g": {"box": {"min": 1, "max": 2}, "line": {"min": 3, "max": 2}}} | g.line.max: must not be less than `g.line.min`.
            twice | {"list": [{"id": "a"}, {"id": "b"}, {}, {}]} |
            twice | {"list": [{"id": "a"}, {"id": "b"}, {"id": "a"}]} | list[2].id: has the same value as `list[0].id`, and each must have its own.
            twice | {"list": [{"id": 1}, {"id": 1.0}]} | list[1].id: has the same value as `list[0].id`, and each must have its own.
            twice | {"list": [{"id": 1}, {"id": "1"}]} |
            elements | {"list": ["a", "b", "a"]} | list[2]: has the same value as `list[0]`, and each must have its own.
            grid  | {"list": [{"list": [{"id": 1}]}, {"list": [{"id": 2}, {"id": 1}]}]} | list[1].list[1].id: has the same value as `list[0].list[0].id`, and each must have its own.
            same  | {"a": 1, "g": {"a": 1.0}}   |
            same  | {"a": 1}                    |
            same  | {"a": {"x": 1}, "g": {"a": {"x": 2}}} | g.a: must equal `a`; give one of the two, or the same.
            bytes | {"a": "12345678"}           |
            bytes | {"a": "123456789"}          | a: must have at most 10 bytes as compact JSON in UTF-8 and has 11.
            bytes | {"a": "ééééé"}              | a: must have at most 10 bytes as compact JSON in UTF-8 and has 12.
            """)
    void aRuleSaysWhatIsWrongAndWhere(String rule, String arguments, String violation) throws JsonProcessingException {
        var found = violations(rule(rule), (ObjectNode) JSON.readTree(arguments));

        assertThat(found).map(Violation::toString).isEqualTo(violation == null ? List.of() : List.of(violation));
    }

    @Test
    void rulesSpeakOnlyOnceTheSchemaIsSatisfied() throws JsonProcessingException {
        var tool = Atelier.sound().tool("SHELF_PUT_BOOK");
        var check = new ArgumentCheck();

        assertThat(texts(check.check(tool, JSON.readTree("{\"title\": 5}"))))
                .hasSize(2)
                .allMatch(text -> !text.contains("`user`"));
        assertThat(texts(check.check(tool, JSON.readTree("{\"shelf\": \"s\", \"title\": \"t\"}"))))
                .containsExactly("user: must be given because `title` is; give all of `title`, `user` or none.");
        assertThat(texts(check.check(tool, JSON.readTree("{\"shelf\": \"s\", \"title\": \"t\", \"user\": \"u\"}"))))
                .isEmpty();
    }

    @Test
    void aLongListOfViolationsIsCut() throws JsonProcessingException {
        var tool = Atelier.sound().tool("SHELF_PUT_BOOK");
        var arguments = (ObjectNode) JSON.readTree("{\"shelf\": \"s\", \"title\": \"t\", \"user\": \"u\"}");
        IntStream.range(0, 1000)
                .forEach(_ -> arguments.withArray("tags").addObject().put("id", "same"));

        assertThat(texts(new ArgumentCheck().check(tool, arguments))).hasSize(ArgumentCheck.MAX_VIOLATIONS);
    }

    /** The rules against what they mean, written another way, over many small random arguments. */
    @Test
    void randomArgumentsAreJudgedAsTheRulesAreDefined() {
        var random = new Random(20261121);
        for (var round = 0; round < 2000; round++) {
            var arguments = JsonNodeFactory.instance.objectNode();
            var given = 0;
            for (var name : List.of("a", "b", "c")) {
                if (random.nextBoolean()) {
                    arguments.put(name, random.nextInt(3));
                    given++;
                }
            }
            var ids = IntStream.range(0, random.nextInt(5))
                    .map(_ -> random.nextInt(6))
                    .toArray();
            IntStream.of(ids)
                    .forEach(id -> arguments.withArray("list").addObject().put("id", id));
            var low = random.nextInt(-5, 5);
            var high = random.nextInt(-5, 5);
            arguments.withObject("/g/polygon").put("min", low).put("max", (double) high);
            var text = "é".repeat(random.nextInt(6)) + "x".repeat(random.nextInt(6));
            var measured = arguments.deepCopy().put("a", text);

            assertThat(holds("some", arguments))
                    .as("%s", arguments)
                    .isEqualTo(arguments.has("a") || arguments.has("b"));
            assertThat(holds("one", arguments)).as("%s", arguments).isEqualTo(given <= 1);
            assertThat(holds("all", arguments)).as("%s", arguments).isEqualTo(given == 0 || given == 3);
            assertThat(holds("up", arguments)).as("%s", arguments).isEqualTo(low <= high);
            assertThat(violations(rule("twice"), arguments))
                    .as("%s", arguments)
                    .hasSize(ids.length - (int) IntStream.of(ids).distinct().count());
            assertThat(holds("bytes", measured))
                    .as("%s", measured)
                    .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length + 2 <= 10);
        }
    }

    private static boolean holds(String rule, ObjectNode arguments) {
        return violations(rule(rule), arguments).isEmpty();
    }

    private static ArgumentRule rule(String name) {
        return RULES.entrySet().stream()
                .filter(rule -> rule.getKey().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static List<Violation> violations(ArgumentRule rule, ObjectNode arguments) {
        return new RuleCheck(arguments).violations(rule).toList();
    }

    private static List<String> texts(Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Ok<ObjectNode> _ -> List.of();
            case Outcome.Failed<ObjectNode>(var failure) ->
                ((Failure.InvalidArguments) failure)
                        .violations().stream().map(Violation::toString).toList();
        };
    }
}

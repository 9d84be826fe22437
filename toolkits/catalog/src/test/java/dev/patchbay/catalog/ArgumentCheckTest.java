package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaException;
import com.sun.net.httpserver.HttpServer;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Violation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Tool TOOL = tool("""
            {"type": "object", "required": ["name"], "additionalProperties": false, "properties": {
              "name": {"type": "string", "minLength": 1, "maxLength": 5, "description": "Name of the project."},
              "kind": {"enum": ["red", "green", null]},
              "exact": {"const": 5},
              "count": {"type": "integer", "minimum": 1, "maximum": 9},
              "ratio": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
              "even": {"multipleOf": 2, "type": ["integer", "null"]},
              "code": {"type": "string", "pattern": "^[a-z]+$"},
              "tags": {"type": "array", "minItems": 1, "maxItems": 4, "uniqueItems": true, "items": {
                "type": "object", "required": ["name"], "additionalProperties": false,
                "properties": {"name": {"type": "string", "description": "Of the tag."}}}},
              "map": {"type": "object", "minProperties": 1, "maxProperties": 2, "dependentRequired": {"a": ["b"]},
                "additionalProperties": {"type": "integer"}},
              "form": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
              "once": {"oneOf": [{"type": "integer"}, {"type": "number"}]},
              "some": {"contains": {"type": "integer"}},
              "token": {"type": "string", "writeOnly": true, "pattern": "^t"},
              "login": {"type": "object", "properties": {"pass": {"type": "string", "writeOnly": true, "maxLength": 3}}},
              "any": {},
              "maybe": {"anyOf": [{"type": "string"}, {"type": "null"}]},
              "none": {"type": "null"},
              "yes": true,
              "all": {"allOf": [{"type": "string"}]}
            }}""");

    private final ArgumentCheck check = new ArgumentCheck();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                | name: is required and was not given. It is: Name of the project.
            {"name": 5}                       | name: must be a string, not an integer (5).
            {"name": [5]}                     | name: must be a string, not an array.
            {"name": ""}                      | name: must not be empty.
            {"name": "abcdef"}                | name: must have at most 5 characters; got "abcdef".
            {"name": "a", "kind": "blue"}     | kind: must be one of "red", "green", null; got "blue".
            {"name": "a", "exact": 6}         | exact: must be 5; got 6.
            {"name": "a", "count": 0}         | count: must be at least 1; got 0.
            {"name": "a", "count": 10}        | count: must be at most 9; got 10.
            {"name": "a", "count": 1.5}       | count: must be an integer, not a number (1.5).
            {"name": "a", "count": "1"}       | count: must be an integer, not a string ("1").
            {"name": "a", "ratio": 0}         | ratio: must be greater than 0; got 0.
            {"name": "a", "ratio": 1}         | ratio: must be less than 1; got 1.
            {"name": "a", "even": 3}          | even: must be a multiple of 2; got 3.
            {"name": "a", "even": true}       | even: must be an integer or null, not a boolean (true).
            {"name": "a", "code": "A"}        | code: must match the regular expression ^[a-z]+$; got "A".
            {"name": "a", "tags": []}         | tags: must have at least 1 items and has 0.
            {"name": "a", "tags": [{"name":"a"},{"name":"a"}]} | tags: must not hold the same item twice.
            {"name": "a", "tags": [{"name":"a"},{"name":7}]} | tags[1].name: must be a string, not an integer (7).
            {"name": "a", "tags": [{}]}       | tags[0].name: is required and was not given. It is: Of the tag.
            {"name": "a", "tags": [{"name":"a","nam":1}]} | tags[0].nam: is not known to `tags[0]`; did you mean `name`? It takes: name.
            {"name": "a", "map": {}}          | map: must have at least 1 members and has 0.
            {"name": "a", "map": {"b":1,"c":2,"d":3}} | map: must have at most 2 members and has 3.
            {"name": "a", "map": {"a":1}}     | map: needs `b` because `a` is given.
            {"name": "a", "map": {"b":"x"}}   | map.b: must be an integer, not a string ("x").
            {"name": "a", "form": 5}          | form: fits none of the allowed forms: it must be a string, not an integer (5); or it must be an array, not an integer (5).
            {"name": "a", "form": ["a", 5]}   | form[1]: must be a string, not an integer (5).
            {"name": "a", "once": 1}          | once: fits more than one of the allowed forms and must fit exactly one.
            {"name": "a", "some": []}         | some: does not satisfy minContains {"type":"integer"}.
            {"name": "a", "login": 5}         | login: must be an object, not an integer.
            """)
    void aViolationSaysWhatIsWrongAndWhatWouldBeRight(String given, String violation) throws JsonProcessingException {
        assertThat(violations(TOOL, JSON.readTree(given))).singleElement().hasToString(violation);
    }

    @Test
    void anUnknownArgumentIsComparedWithTheKnownOnes() {
        var violation =
                violations(TOOL, object().put("name", "a").put("cuont", 1)).getFirst();

        assertThat(violation.where()).isEqualTo("cuont");
        assertThat(violation.problem())
                .startsWith("is not known to this tool; did you mean `count`? It takes: name, kind, exact, count,");
    }

    @Test
    void aToolWithoutArgumentsSaysSo() {
        var tool = tool("{\"type\": \"object\", \"additionalProperties\": false}");

        assertThat(violations(tool, object().put("a", 1)))
                .containsExactly(new Violation("a", "is not known to this tool. It takes none."));
    }

    @Test
    void noArgumentsAreAnEmptyObject() {
        var tool = tool("{\"type\": \"object\"}");

        assertThat(check.check(tool, null)).isEqualTo(Outcome.ok(object()));
        assertThat(check.check(tool, NullNode.getInstance())).isEqualTo(Outcome.ok(object()));
        assertThat(check.check(tool, MissingNode.getInstance())).isEqualTo(Outcome.ok(object()));
    }

    @Test
    void argumentsMustBeAnObject() {
        assertThat(violations(TOOL, JsonNodeFactory.instance.arrayNode()))
                .containsExactly(new Violation(
                        "", "The arguments must be an object with one member per argument, not an array."));
    }

    @Test
    void theCallersObjectStaysAsItWas() throws JsonProcessingException {
        var given = JSON.readTree("{\"name\": \"a\", \"count\": null, \"tags\": [{\"name\": \"x\"}]}");
        var before = given.deepCopy();

        var checked = ok(check.check(TOOL, given));
        ((ObjectNode) checked.path("tags").path(0)).put("name", "y");

        assertThat(given).isEqualTo(before);
    }

    @Test
    void aNullMeansNotGivenUnlessTheSchemaKnowsNull() throws JsonProcessingException {
        var given = JSON.readTree("""
                {"name": "a", "count": null, "kind": null, "even": null, "exact": null, "any": null, "maybe": null,
                 "form": null, "none": null, "yes": null, "all": null, "token": null}""");

        assertThat(ok(check.check(TOOL, given)).fieldNames())
                .toIterable()
                .containsExactly("name", "kind", "even", "any", "maybe", "none", "yes");
        assertThat(violations(TOOL, object().putNull("name")))
                .singleElement()
                .hasToString("name: is required and was not given. It is: Name of the project.");
    }

    @Test
    void anUnknownArgumentThatIsNullIsNotGiven() {
        assertThat(ok(check.check(TOOL, object().put("name", "a").putNull("other"))))
                .isEqualTo(object().put("name", "a"));
    }

    @Test
    void aWholeNumberMayBeWrittenWithAPoint() {
        assertThat(ok(check.check(TOOL, object().put("name", "a").put("count", 2.0)))
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void otherSpellingsBecomeThePublishedName() {
        var tool = Shelf.sound().tool("SHELF_PUT_BOOK");
        var given = object().put("shelf", "a").put("place", "b");

        assertThat(ok(check.check(tool, given.deepCopy().put("user-name", "u")))
                        .path("user")
                        .asText())
                .isEqualTo("u");
        assertThat(ok(check.check(tool, given.deepCopy().put("user-name", "u").put("user", "u")))
                        .path("user")
                        .asText())
                .isEqualTo("u");
        assertThat(ok(check.check(tool, given.deepCopy().put("userName", "u").putNull("user")))
                        .path("user")
                        .asText())
                .isEqualTo("u");
        assertThat(ok(check.check(tool, given.deepCopy().put("user", "u").putNull("user-name")))
                        .path("user")
                        .asText())
                .isEqualTo("u");
    }

    @Test
    void twoSpellingsWithDifferentValuesAreAViolation() {
        var tool = Shelf.sound().tool("SHELF_PUT_BOOK");
        var given = object().put("shelf", "a")
                .put("place", "b")
                .put("user", "secret1")
                .put("userName", "secret2");

        assertThat(violations(tool, given))
                .containsExactly(new Violation(
                        "user",
                        "`userName` is another spelling of this argument, and the two values differ. Give one."));
    }

    @Test
    void aWriteOnlyValueIsNeverRepeated() throws JsonProcessingException {
        var given = JSON.readTree("""
                {"name": "a", "token": "SECRET", "login": {"pass": "SECRET"}}""");
        var wrong = JSON.readTree("""
                {"name": "a", "token": 4711, "login": {"pass": 4711}}""");

        assertThat(violations(TOOL, given))
                .extracting(Violation::toString)
                .containsExactly(
                        "token: must match the regular expression ^t.", "login.pass: must have at most 3 characters.")
                .noneMatch(text -> text.contains("SECRET"));
        assertThat(violations(TOOL, wrong))
                .hasSize(2)
                .noneMatch(each -> each.toString().contains("4711"));
    }

    @Test
    void longAndUnprintableTextIsCutAndCleaned() {
        var violations =
                violations(TOOL, object().put("name", "x".repeat(100_000)).put("y\n".repeat(50_000), 1));

        assertThat(violations)
                .hasSize(2)
                .allSatisfy(
                        each -> assertThat(each.toString()).hasSizeLessThan(600).doesNotContain("\n"));
    }

    @Test
    void atMostTenViolationsAreTold() {
        var given = object().put("name", "a");
        IntStream.range(0, 50).forEach(i -> given.put("unknown" + i, i));
        var many = object().put("name", "a");
        var tags = many.putArray("tags");
        IntStream.range(0, 9_990).forEach(tags::add); // a request holds ten thousand members at most

        assertThat(violations(TOOL, given)).hasSize(ArgumentCheck.MAX_VIOLATIONS);
        assertThat(violations(TOOL, many)).hasSize(ArgumentCheck.MAX_VIOLATIONS);
    }

    @Test
    void aLongListOfWrongItemsDoesNotBecomeALongListOfErrors() {
        var many = object().put("name", "a");
        IntStream.range(0, 1000).forEach(many.putArray("tags")::add);

        assertThat(new ArgumentSchema(TOOL.inputSchema()).violations(many)).hasSize(ArgumentSchema.MAX_ERRORS);
    }

    @Test
    void schemasWithTheSameIdAreKeptApart() {
        var text = tool("""
                {"$id": "https://example.com/s", "type": "object", "properties": {"a": {"type": "string"}}}""");
        var number = tool("""
                {"$id": "https://example.com/s", "type": "object", "properties": {"a": {"type": "integer"}}}""");

        assertThat(check.check(text, object().put("a", "x"))).isInstanceOf(Outcome.Ok.class);
        assertThat(check.check(number, object().put("a", "x"))).isInstanceOf(Outcome.Failed.class);
        assertThat(check.check(number, object().put("a", 1))).isInstanceOf(Outcome.Ok.class);
    }

    @Test
    void nothingIsFetchedForASchema() throws IOException {
        var calls = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            var address = "http://localhost:" + server.getAddress().getPort() + "/s.json";
            var tool = tool("{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"" + address + "\"}}}");

            assertThatExceptionOfType(SchemaException.class).isThrownBy(() -> check.check(tool, object().put("a", 1)));
            assertThat(calls).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSchemaIsCompiledOncePerToolAndTheOldestAreForgotten() {
        var schemas = new ArgumentSchemas(3);
        var first = schemas.of(TOOL);

        assertThat(schemas.of(TOOL)).isSameAs(first);
        IntStream.range(0, 3).forEach(_ -> schemas.of(tool("{\"type\": \"object\"}")));
        assertThat(schemas.size()).isEqualTo(3);
        assertThat(schemas.of(TOOL)).isNotSameAs(first);
    }

    @Test
    void manyThreadsMayCheckAtOnce() {
        var outcomes = IntStream.range(0, 200)
                .parallel()
                .mapToObj(i -> check.check(TOOL, object().put("name", i % 2 == 0 ? "a" : "")))
                .toList();

        assertThat(outcomes).filteredOn(Outcome.Ok.class::isInstance).hasSize(100);
    }

    private List<Violation> violations(Tool tool, JsonNode given) {
        return switch (check.check(tool, given)) {
            case Outcome.Failed<ObjectNode>(Failure.InvalidArguments(var slug, var violations, var ignored)) -> {
                assertThat(slug).isEqualTo(tool.slug());
                yield violations;
            }
            case Outcome.Failed<ObjectNode>(var other) -> throw new AssertionError(other);
            case Outcome.Ok<ObjectNode>(var arguments) -> throw new AssertionError("accepted: " + arguments);
        };
    }

    private static ObjectNode ok(Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Ok<ObjectNode>(var arguments) -> arguments;
            case Outcome.Failed<ObjectNode>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static Tool tool(String schema) {
        var tool = Shelf.sound().tool("SHELF_GET_BOOK");
        try {
            return new Tool(
                    tool.slug(),
                    tool.toolkit(),
                    tool.title(),
                    tool.description(),
                    tool.hints(),
                    tool.important(),
                    (ObjectNode) JSON.readTree(schema),
                    tool.outputSchema(),
                    Map.of(),
                    tool.rules(),
                    tool.plan(),
                    tool.result(),
                    tool.refusal(),
                    tool.paging(),
                    tool.retry(),
                    tool.sensitive(),
                    tool.effect(),
                    tool.failureHints(),
                    tool.prerequisites(),
                    tool.pitfalls());
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}

package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.Outcome;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** For whatever a service answers. */
class PreviewPropertiesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 100)
    void aPreviewIsBoundedValidAndTheSameEachTime(@ForAll("anyJson") JsonNode data) throws JsonProcessingException {
        var preview = Preview.of(Data.HANDLE, "SOME_TOOL", 1, data).toString();

        assertThat(preview).hasSizeLessThanOrEqualTo(Preview.MOST);
        assertThat(JSON.readTree(preview).get("handle").asText()).isEqualTo(Data.HANDLE.value());
        assertThat(Preview.of(Data.HANDLE, "SOME_TOOL", 1, data.deepCopy()).toString())
                .isEqualTo(preview);
    }

    /** Where the rows are said to be, there they are. */
    @Property(tries = 100)
    void thePathOfTheRowsGivesAsManyRows(@ForAll("anyJson") JsonNode data) {
        var preview = Preview.of(Data.HANDLE, "SOME_TOOL", 1, data);
        if (preview.has("rows")) {
            var found = BoundedPath.find(preview.get("rows_at").asText(), data);
            assertThat(found)
                    .isInstanceOfSatisfying(
                            Found.Value.class,
                            rows -> assertThat(rows.value())
                                    .hasSize(preview.get("rows").asInt()));
        }
    }

    @Property(tries = 100)
    void aPageIsBoundedWhateverIsRead(@ForAll("anyJson") JsonNode data) {
        for (var arguments : List.of("{'handle':'h'}", "{'handle':'h','offset':0}", "{'handle':'h','grep':'a'}")) {
            var request = switch (ReadRequest.of(Data.object(arguments))) {
                case Outcome.Ok<ReadRequest>(var it) -> it;
                case Outcome.Failed<ReadRequest>(var failure) -> throw new AssertionError(failure);
            };
            var answer = Data.ok(ResultReader.read(request, data, 2_000));
            assertThat(answer.toString()).hasSizeLessThanOrEqualTo(2_000);
        }
    }

    @Property(tries = 100)
    void noJsonIsShorterThanItsWeight(@ForAll("anyJson") JsonNode data) {
        var weight = Weight.of(data);

        assertThat(weight).isLessThanOrEqualTo(data.toString().length());
        assertThat(Weight.isMore(data, weight - 1)).isTrue();
        assertThat(Weight.isMore(data, weight)).isFalse();
    }

    @Provide
    Arbitrary<JsonNode> anyJson() {
        return Arbitraries.oneOf(
                tree(3),
                deep(),
                wide(),
                tree(2).filter(row -> Weight.of(row) < 50_000).map(PreviewPropertiesTest::repeated));
    }

    private Arbitrary<JsonNode> tree(int depth) {
        var leaves = Arbitraries.oneOf(
                texts().map(TextNode::valueOf),
                Arbitraries.longs().map(LongNode::valueOf),
                Arbitraries.integers()
                        .between(1, 900)
                        .map(digits -> DecimalNode.valueOf(new BigDecimal("1" + "3".repeat(digits)))),
                Arbitraries.of(true, false).map(JsonNodeFactory.instance::booleanNode),
                Arbitraries.just(JsonNodeFactory.instance.nullNode()));
        Arbitrary<JsonNode> leaf = leaves.map(it -> it);
        if (depth == 0) {
            return leaf;
        }
        var below = tree(depth - 1);
        Arbitrary<JsonNode> arrays = below.list().ofMaxSize(12).map(PreviewPropertiesTest::array);
        Arbitrary<JsonNode> objects = Combinators.combine(
                        texts().list().ofMaxSize(12), below.list().ofMinSize(12).ofMaxSize(12))
                .as(PreviewPropertiesTest::object);
        return Arbitraries.oneOf(leaf, arrays, objects);
    }

    /** Any characters, halves of pairs among them, sometimes a megabyte of them. */
    private Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                Arbitraries.strings()
                        .withChars('a', '\u0000', '"', '\\', '\n', '\ud83d', '\ude00')
                        .ofMaxLength(300),
                Arbitraries.frequencyOf(
                                Tuple.of(40, Arbitraries.integers().between(1, 600)),
                                Tuple.of(1, Arbitraries.just(1_000_000)))
                        .map("z"::repeat),
                Arbitraries.of("completed", "pending"));
    }

    private Arbitrary<JsonNode> deep() {
        return Arbitraries.integers().between(1, 64).map(depth -> {
            JsonNode value = TextNode.valueOf("bottom");
            for (int i = 0; i < depth; i++) {
                value = i % 2 == 0
                        ? JsonNodeFactory.instance.objectNode().set("level", value)
                        : JsonNodeFactory.instance.arrayNode().add(value);
            }
            return value;
        });
    }

    private Arbitrary<JsonNode> wide() {
        return Arbitraries.integers().between(1, 10_000).map(width -> {
            var object = JsonNodeFactory.instance.objectNode();
            for (int i = 0; i < width; i++) {
                object.put("name " + i, i);
            }
            return object;
        });
    }

    private static JsonNode repeated(JsonNode row) {
        return array(Collections.nCopies(200, row));
    }

    private static ArrayNode array(List<? extends JsonNode> elements) {
        return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }

    private static JsonNode object(List<String> names, List<JsonNode> values) {
        var object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            object.set(names.get(i), values.get(i));
        }
        return object;
    }
}

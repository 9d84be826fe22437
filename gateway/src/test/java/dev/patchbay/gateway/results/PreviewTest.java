package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreviewTest {

    @Test
    void rowsUnderANameAreCountedLocatedAndSketched() {
        var preview = of(Data.tasks(500));

        assertThat(preview.get("handle").asText()).isEqualTo(Data.HANDLE.value());
        assertThat(preview.get("tool").asText()).isEqualTo("SCALE_AI_LIST_TASKS");
        assertThat(preview.get("type").asText()).isEqualTo("object");
        assertThat(preview.get("rows").asInt()).isEqualTo(500);
        assertThat(preview.get("rows_at").asText()).isEqualTo("tasks");
        assertThat(preview.get("schema").asText())
                .isEqualTo("{tasks: [{task_id: string, status: 'pending'|'completed'|…, params: {n: integer,"
                        + " tags: ['a'|'b'|…]}, note: null|string, error?: boolean}], next_token: string}");
        assertThat(preview.get("first")).hasSize(3);
        assertThat(preview.at("/first/0/task_id").asText()).isEqualTo("t0");
        assertThat(preview.get("next").asText()).contains("PATCHBAY_READ_RESULT", "e.g. tasks[*].task_id");
    }

    @Test
    void aTopLevelArrayIsItsOwnRows() {
        var preview = of(Data.tasks(40).get("tasks"));

        assertThat(preview.get("type").asText()).isEqualTo("array");
        assertThat(preview.get("rows").asInt()).isEqualTo(40);
        assertThat(preview.get("rows_at").asText()).isEqualTo("@");
        assertThat(preview.get("schema").asText()).startsWith("[{task_id: string");
        assertThat(preview.get("next").asText()).contains("e.g. [*].task_id");
    }

    @Test
    void anObjectWhoseNamesAreIdsIsRowsToo() {
        var map = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, 300)
                .forEach(i -> map.putObject("user-" + i).put("age", i).put("name", "n" + i));

        var preview = of(map);

        assertThat(preview.get("rows").asInt()).isEqualTo(300);
        assertThat(preview.get("rows_at").asText()).isEqualTo("values(@)");
        assertThat(preview.get("schema").asText()).isEqualTo("{<key>: {age: integer, name: string}}");
        assertThat(preview.at("/first/user-0/age").asInt()).isZero();
        assertThat(BoundedPath.find("values(@)[*].age | length(@) == `300`", map))
                .isEqualTo(new Found.Value(BooleanNode.TRUE));
    }

    @Test
    void anObjectWithoutRowsShowsItsMembers() {
        var preview = of(Data.json("{'a':{'b':1},'text':'" + "x".repeat(30_000) + "'}"));

        assertThat(preview.has("rows")).isFalse();
        assertThat(preview.get("schema").asText()).isEqualTo("{a: {b: integer}, text: string}");
        assertThat(preview.at("/first/text").asText()).startsWith("xxx").endsWith("… (+29900 chars)");
    }

    @Test
    void textShowsItsFirstLinesAndHowManyThereAre() {
        var log = IntStream.range(0, 5_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        var preview = of(TextNode.valueOf(log));

        assertThat(preview.get("type").asText()).isEqualTo("text");
        assertThat(preview.get("lines").asInt()).isEqualTo(5_000);
        assertThat(preview.get("chars").asInt()).isEqualTo(log.length());
        assertThat(preview.at("/first/0").asText()).isEqualTo("line 0");
    }

    @Test
    void oneHugeLineIsCut() {
        var preview = of(TextNode.valueOf("y".repeat(1_000_000)));

        assertThat(preview.get("lines").asInt()).isOne();
        assertThat(preview.at("/first/0").asText()).hasSizeLessThan(250).contains("(+9998");
    }

    @Test
    void scalarsAreShownAsTheyAre() {
        assertThat(of(IntNode.valueOf(7)).get("first").asInt()).isEqualTo(7);
        assertThat(of(JsonNodeFactory.instance.nullNode()).get("type").asText()).isEqualTo("null");
    }

    @Test
    void wordsThatAreAlwaysDifferentAreNoEnumeration() {
        var rows = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, 50).forEach(i -> rows.addObject().put("id", "x" + i).put("kind", i % 2 == 0 ? "a" : "b"));

        assertThat(of(rows).get("schema").asText()).isEqualTo("[{id: string, kind: 'a'|'b'}]");
    }

    @Test
    void wideRowsStayWithinTheLimitAndSayWhatIsLeftOut() {
        var rows = JsonNodeFactory.instance.arrayNode();
        for (int row = 0; row < 5; row++) {
            var object = rows.addObject();
            IntStream.range(0, 10_000).forEach(i -> {
                if (i % 2 == 0) {
                    object.put("a column with a long name " + i, "value " + i);
                } else {
                    object.put("a column with a long name " + i, i);
                }
            });
        }

        var preview = of(rows);

        assertThat(preview.toString()).hasSizeLessThanOrEqualTo(Preview.MOST);
        assertThat(preview.get("schema").asText()).contains("… +99");
    }

    @Test
    void namesAndToolsThatWouldNeedEscapingDoNotBreakTheLimit() {
        var rows = JsonNodeFactory.instance.arrayNode();
        for (int row = 0; row < 20; row++) {
            var object = rows.addObject();
            IntStream.range(0, 200).forEach(i -> object.put("\u0000\u0001\"\\".repeat(30) + i, "\u0000".repeat(300)));
        }

        assertThat(Preview.of(Data.HANDLE, "\u0000".repeat(5_000), 1, rows).toString())
                .hasSizeLessThanOrEqualTo(Preview.MOST);
    }

    private static JsonNode of(JsonNode data) {
        var preview =
                Preview.of(Data.HANDLE, "SCALE_AI_LIST_TASKS", data.toString().length(), data);
        assertThat(preview.toString()).hasSizeLessThanOrEqualTo(Preview.MOST);
        return preview;
    }
}

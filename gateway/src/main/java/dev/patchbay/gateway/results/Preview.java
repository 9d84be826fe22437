package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model gets in place of a large answer: enough to see what is there and to ask for the right part of it. At most
 * {@value #MOST} characters of JSON for whatever there is, and the same for the same answer.
 *
 * <p>{@code {handle, tool, bytes, type}}, then for rows {@code {rows, rows_at}}, for text {@code {lines, chars}}; then
 * {@code schema} as {@link Sketch} writes it, {@code first}, which are the first rows, lines or members, with what is long in
 * them cut, and {@code next}, how to read more.
 */
public final class Preview {
    /** The limit, in characters. */
    public static final int MOST = 2_000;

    private static final int LONGEST_TOOL = 64;
    private static final int WHOLE_LINE = 200;

    /** From the richest to one that always fits. */
    private static final List<Detail> DETAILS = List.of(
            new Detail(900, 6, 40, 3, new Excerpt(100, 16, 3, 3)),
            new Detail(800, 5, 32, 2, new Excerpt(60, 12, 2, 3)),
            new Detail(700, 4, 24, 1, new Excerpt(40, 10, 2, 2)),
            new Detail(500, 3, 16, 1, new Excerpt(24, 6, 1, 1)),
            new Detail(200, 2, 6, 0, new Excerpt(0, 0, 0, 0)));

    private record Detail(int schema, int depth, int width, int first, Excerpt excerpt) {}

    private Preview() {}

    /** @param bytes of the whole answer */
    public static ObjectNode of(ResultHandle handle, String tool, long bytes, JsonNode data) {
        var head = Json.object()
                .put("handle", handle.value())
                .put("tool", Texts.name(tool, LONGEST_TOOL))
                .put("bytes", bytes)
                .put("type", type(data));
        var rows = MainRows.of(data);
        var sketch = Sketch.of(data);
        var preview = head;
        for (var detail : DETAILS) {
            preview = head.deepCopy();
            if (data.isTextual()) {
                addText(preview, data.textValue(), detail);
            } else {
                addShape(preview, data, rows, sketch, detail);
            }
            preview.put("next", next(rows, data));
            if (Json.write(preview).length() <= MOST) {
                break;
            }
        }
        return preview;
    }

    private static void addShape(
            ObjectNode preview, JsonNode data, Optional<MainRows> rows, Sketch sketch, Detail detail) {
        rows.ifPresent(found -> preview.put("rows", found.count()).put("rows_at", found.path()));
        preview.put("schema", sketch.write(detail.depth(), detail.width(), detail.schema()));
        if (detail.first() > 0) {
            preview.set(
                    "first",
                    rows.map(found -> first(found, detail))
                            .orElseGet(() -> detail.excerpt().of(data)));
        }
    }

    private static JsonNode first(MainRows rows, Detail detail) {
        if (rows.areOfAMap()) {
            var excerpt = detail.excerpt();
            return new Excerpt(excerpt.characters(), detail.first(), excerpt.elements(), excerpt.depth() + 1)
                    .of(rows.container());
        }
        var first = JsonNodeFactory.instance.arrayNode();
        rows.container()
                .valueStream()
                .limit(detail.first())
                .map(detail.excerpt()::of)
                .forEach(first::add);
        return first;
    }

    private static void addText(ObjectNode preview, String text, Detail detail) {
        preview.put("lines", text.lines().count()).put("chars", text.length());
        ArrayNode first = preview.putArray("first");
        text.lines()
                .limit(detail.first() * 2L)
                .map(line ->
                        Texts.cut(line, Math.min(WHOLE_LINE, detail.excerpt().characters() * 2)))
                .forEach(first::add);
    }

    private static String next(Optional<MainRows> rows, JsonNode data) {
        var reading = data.isTextual()
                ? "grep, or offset and limit in lines"
                : "path (JMESPath" + rows.map(Preview::example).orElse("")
                        + "), grep, fields, count, sample, offset, limit";
        return ReadResult.SLUG + " reads more by this handle: " + reading
                + ". To pass it on unread, give another tool {\"$result\": handle, \"path\": …} as an argument.";
    }

    /** With the names that are there, as far as they need no quoting. */
    private static String example(MainRows rows) {
        var member = rows.container()
                .valueStream()
                .limit(1)
                .flatMap(row -> row.properties().stream())
                .map(Map.Entry::getKey)
                .filter(name -> name.length() <= 40 && Names.isPlain(name))
                .findFirst();
        return member.map(name -> ", e.g. " + (rows.path().equals("@") ? "" : rows.path()) + "[*]." + name)
                .orElse("");
    }

    private static String type(JsonNode data) {
        return switch (data.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case NULL, MISSING, POJO -> "null";
        };
    }
}

package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rows that describe a tool's arguments, and inside them their members, down to a bounded depth. */
final class ArgumentRows {
    private static final int MAX_DEPTH = 4;

    private final Tool tool;
    private final List<List<String>> rows = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private ArgumentRows(Tool tool) {
        this.tool = tool;
    }

    static List<List<String>> of(Tool tool) {
        var rows = new ArgumentRows(tool);
        rows.members(tool.inputSchema(), "", 1);
        return rows.rows;
    }

    private void members(JsonNode schema, String prefix, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (var member : schema.path("properties").properties()) {
            var name = prefix + member.getKey();
            if (seen.add(name)) {
                rows.add(row(name, member.getValue(), isRequired(schema, member.getKey())));
            }
            below(member.getValue(), name, depth);
        }
    }

    private void below(JsonNode schema, String name, int depth) {
        if (SchemaWords.isFile(schema)) {
            return;
        }
        Stream.concat(Stream.of(schema), SchemaWords.forms(schema)).forEach(form -> {
            members(form, name + ".", depth + 1);
            inside(form.path("items"), name + "[]", depth);
            inside(form.path("additionalProperties"), name + ".*", depth);
        });
    }

    private void inside(JsonNode schema, String name, int depth) {
        Stream.concat(Stream.of(schema), SchemaWords.forms(schema))
                .forEach(form -> members(form, name + ".", depth + 1));
        if (schema.path("items").isObject() && depth < MAX_DEPTH) {
            inside(schema.path("items"), name + "[]", depth + 1);
        }
    }

    private List<String> row(String name, JsonNode schema, boolean required) {
        return List.of(Markdown.code(name), SchemaWords.type(schema), required ? "yes" : "", meaning(name, schema));
    }

    private String meaning(String name, JsonNode schema) {
        var meaning = new ArrayList<String>();
        meaning.add(Markdown.plain(schema.path("description").asText()));
        if (SchemaWords.isFile(schema)) {
            meaning.add("An object: `name` and `mimetype` with `s3key` (of an uploaded file) or `base64`; or `url`.");
        }
        if (schema.has("default")) {
            meaning.add("Default: " + Markdown.code(schema.get("default").toString()) + ".");
        }
        if (schema.path("writeOnly").asBoolean()) {
            meaning.add("A secret.");
        }
        var aliases = tool.aliases().entrySet().stream()
                .filter(alias -> alias.getValue().equals(name))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!aliases.isEmpty()) {
            meaning.add("Also accepted as " + Markdown.codes(aliases) + ".");
        }
        return String.join(" ", meaning).strip();
    }

    private static boolean isRequired(JsonNode schema, String name) {
        return schema.path("required")
                .valueStream()
                .anyMatch(each -> each.asText().equals(name));
    }
}

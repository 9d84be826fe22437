package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What values a schema allows, in a few words. */
final class SchemaWords {
    private static final int MAX_VALUES = 12;

    private SchemaWords() {}

    static String type(JsonNode schema) {
        if (isFile(schema)) {
            return "file";
        }
        if (schema.has("const")) {
            return Markdown.code(schema.get("const").toString());
        }
        if (schema.has("enum")) {
            return values(schema.get("enum"));
        }
        var forms = forms(schema).map(SchemaWords::type).distinct().toList();
        if (!forms.isEmpty()) {
            return String.join(" or ", forms);
        }
        var types = types(schema)
                .map(type -> type.equals("array") ? list(schema) : type)
                .toList();
        return types.isEmpty() ? "any" : String.join(" or ", types) + bounds(schema);
    }

    static boolean isFile(JsonNode schema) {
        return schema.path("file_uploadable").asBoolean();
    }

    /** The alternatives among which a value may choose its form. */
    static Stream<JsonNode> forms(JsonNode schema) {
        return Stream.concat(
                schema.path("anyOf").valueStream(), schema.path("oneOf").valueStream());
    }

    private static Stream<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isTextual()
                ? Stream.of(type.textValue())
                : type.valueStream().map(JsonNode::asText);
    }

    private static String list(JsonNode schema) {
        return "list of " + type(schema.path("items"));
    }

    private static String values(JsonNode list) {
        var values = list.valueStream().map(JsonNode::toString).toList();
        var shown = Markdown.codes(values.stream().limit(MAX_VALUES).toList());
        return values.size() > MAX_VALUES ? shown + " and " + (values.size() - MAX_VALUES) + " more" : shown;
    }

    private static String bounds(JsonNode schema) {
        var bounds = new ArrayList<String>();
        add(bounds, "from ", schema.path("minimum"), "");
        add(bounds, "above ", schema.path("exclusiveMinimum"), "");
        add(bounds, "to ", schema.path("maximum"), "");
        add(bounds, "below ", schema.path("exclusiveMaximum"), "");
        add(bounds, "at least ", schema.path("minLength"), " characters");
        add(bounds, "at most ", schema.path("maxLength"), " characters");
        add(bounds, "at least ", schema.path("minItems"), " items");
        add(bounds, "at most ", schema.path("maxItems"), " items");
        add(bounds, "at least ", schema.path("minProperties"), " members");
        add(bounds, "at most ", schema.path("maxProperties"), " members");
        return bounds.stream().collect(Collectors.joining(", ", bounds.isEmpty() ? "" : ", ", ""));
    }

    private static void add(List<String> bounds, String before, JsonNode value, String after) {
        // One character, item or member is simply what must not be missing.
        var plain = value.asText().equals("1") && !after.isEmpty() && before.equals("at least ");
        if (plain) {
            bounds.add("not empty");
        } else if (!value.isMissingNode()) {
            bounds.add(before + value + after);
        }
    }
}

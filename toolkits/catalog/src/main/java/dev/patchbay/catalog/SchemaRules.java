package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a schema in a tool file must be beyond valid: understood by every model provider, and self-contained. The keywords
 * are those of JSON Schema 2020-12 that need no reference.
 */
final class SchemaRules {
    private static final int MOST_SUBSCHEMAS = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Set<String> SCHEMA = Set.of(
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");
    private static final Set<String> SCHEMAS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> NAMED_SCHEMAS = Set.of("dependentSchemas", "patternProperties", "properties");
    private static final Set<String> ANY_VALUE = Set.of("const", "default", "enum");
    private static final Set<String> PLAIN = Set.of(
            "contentEncoding",
            "contentMediaType",
            "dependentRequired",
            "deprecated",
            "description",
            "examples",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "maxContains",
            "maximum",
            "maxItems",
            "maxLength",
            "maxProperties",
            "minContains",
            "minimum",
            "minItems",
            "minLength",
            "minProperties",
            "multipleOf",
            "pattern",
            "readOnly",
            "required",
            "title",
            "type",
            "uniqueItems",
            "writeOnly");
    private static final Set<String> KNOWN = Stream.of(SCHEMA, SCHEMAS, NAMED_SCHEMAS, ANY_VALUE, PLAIN)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private SchemaRules() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The arguments of a tool: a closed object whose properties are all described. */
    static void checkInput(Entry input) {
        checkObject(input);
        if (!input.json().path("additionalProperties").isBoolean()
                || input.json().path("additionalProperties").booleanValue()) {
            input.refuse("`input` needs `additionalProperties: false`: an undeclared argument would be sent nowhere");
        }
        var declared = input.json().path("properties");
        for (var required : input.member("required").json()) {
            if (!declared.has(required.asText())) {
                input.member("required")
                        .refuse("`required` lists `" + Excerpt.of(required.asText())
                                + "`, which `properties` does not declare");
            }
        }
        declared.fieldNames().forEachRemaining(name -> {
            if (declared.path(name).path("description").asText().isBlank()) {
                input.member("properties").member(name).refuse("`" + Excerpt.of(name) + "` needs a description");
            }
        });
    }

    /** The schema of an object, such as a tool's result. */
    static void checkObject(Entry schema) {
        if (!schema.json().path("type").asText().equals("object")) {
            schema.refuse(schema.name() + " must be a schema with `type: object`");
        }
        if (subschemas(schema.json()) > MOST_SUBSCHEMAS) {
            schema.refuse(schema.name() + " has more than " + MOST_SUBSCHEMAS
                    + " objects in it; that is too large to check " + "arguments against");
            return; // The checks below take their time for each.
        }
        check(schema);
        MetaSchema.check(schema);
    }

    /** Every object counts, whether a schema or a value: so nothing hides behind a keyword. */
    private static int subschemas(JsonNode json) {
        var count = json.isObject() ? 1 : 0;
        for (var child : json) {
            count += subschemas(child);
        }
        return count;
    }

    private static void check(Entry schema) {
        if (!schema.json().isObject()) {
            return; // true, false, or what the meta-schema refuses
        }
        schema.entries().forEach((keyword, value) -> {
            if (keyword.startsWith("$")) {
                value.refuse("`" + Excerpt.of(keyword) + "` is not allowed: a schema stands for itself, in 2020-12");
            } else if (!KNOWN.contains(keyword)) {
                value.refuse("unknown schema keyword `" + Excerpt.of(keyword) + "`" + Nearest.question(keyword, KNOWN));
            } else if (SCHEMA.contains(keyword)) {
                refuseNull(value);
                check(value);
            } else if (SCHEMAS.contains(keyword)) {
                value.items().forEach(SchemaRules::check);
            } else if (NAMED_SCHEMAS.contains(keyword)) {
                checkNamed(keyword, value);
            } else if (PLAIN.contains(keyword)) {
                refuseNull(value);
            }
        });
        checkArray(schema);
        checkPattern(schema.member("pattern"));
    }

    private static void checkNamed(String keyword, Entry schemas) {
        schemas.entries().forEach((name, schema) -> {
            if (keyword.equals("patternProperties")) {
                checkPattern(schema, name);
            } else if (!isName(name)) {
                schema.refuse("`" + Excerpt.of(name) + "` must have 1 to 64 characters out of A-Z, a-z, 0-9, `_`, `.` "
                        + "and `-`, or model providers refuse the tool");
            }
            refuseNull(schema);
            check(schema);
        });
    }

    private static void checkArray(Entry schema) {
        var types = new HashSet<String>();
        var type = schema.json().path("type");
        types.add(type.asText());
        type.forEach(each -> types.add(each.asText()));
        if (types.contains("array") && !schema.json().has("items")) {
            schema.refuse(schema.name() + " is an array and needs `items`");
        }
    }

    private static void checkPattern(Entry pattern) {
        if (pattern.json().isTextual()) {
            checkPattern(pattern, pattern.json().textValue());
        }
    }

    static void checkPattern(Entry place, String pattern) {
        try {
            LinearPattern.of(pattern);
        } catch (IllegalArgumentException broken) {
            place.refuse("not a regular expression of linear time: " + broken.getMessage());
        }
    }

    private static void refuseNull(Entry value) {
        if (holdsNull(value.json())) {
            value.refuse(value.name() + " holds null, which only default, enum and const may; the type is \"null\" in "
                    + "quotes");
        }
    }

    private static boolean holdsNull(JsonNode json) {
        if (json.isNull()) {
            return true;
        }
        // Below a schema the walk itself looks further, so that it knows which keyword it is in.
        return json.isArray() && json.valueStream().anyMatch(SchemaRules::holdsNull);
    }
}

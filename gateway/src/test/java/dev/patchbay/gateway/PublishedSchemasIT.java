package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every schema as clients are given it, walked whole. One that a provider of models refuses costs its user the whole list, not
 * one tool (contract section 6.2, "Schema hygiene"). The rules are those that OpenAI, Anthropic and Google state for functions.
 */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class PublishedSchemasIT {
    private static final Set<String> COMBINATORS = Set.of("anyOf", "oneOf", "allOf", "not", "if", "enum", "const");
    private static final int LONGEST_DESCRIPTION = 1024;
    private static final int DEEPEST = 10;

    private final Projects projects;

    PublishedSchemasIT(Projects projects) {
        this.projects = projects;
    }

    @Test
    void everySchemaIsValidAndSafeForEveryProvider() {
        var project = projects.create();
        project.connectScale("ada");
        var plain = items(project, "/tools?limit=1000");
        var session = project.session("ada", "scale_ai", "backendless").getString("session_id");
        var listed = items(project, "/tool_router/session/" + session + "/tools?limit=500");

        assertThat(plain).hasSizeGreaterThan(70);
        assertThat(listed).hasSizeGreaterThan(75);
        var faults = Stream.concat(plain.stream(), listed.stream())
                .flatMap(tool -> faults(tool).stream())
                .toList();
        assertThat(faults).isEmpty();
    }

    private static List<JsonNode> items(Project project, String path) {
        var body = project.get(path).statusCode(200).extract().asString();
        return SentRequest.json(body).path("items").valueStream().toList();
    }

    private static List<String> faults(JsonNode tool) {
        var faults = new Faults(tool.path("slug").asText());
        faults.unless(faults.tool.matches("[A-Z0-9_]{1,64}"), "", "is no name that every provider takes");
        var description = tool.path("description").asText();
        faults.unless(
                !description.isBlank() && description.length() <= LONGEST_DESCRIPTION,
                "",
                "has no description, or one that is too long");
        for (var kind : List.of("input_parameters", "output_parameters")) {
            var schema = tool.path(kind);
            faults.unless(schema.path("type").asText().equals("object"), kind, "is not of type object");
            faults.unless(schema.path("properties").isObject() || schema.size() <= 2, kind, "has no properties");
            faults.unless(PublishedSchema.isValid(schema), kind, "is no valid schema of draft 2020-12");
            COMBINATORS.forEach(word -> faults.unless(!schema.has(word), kind, "has " + word + " at its top"));
            faults.walk(kind, schema, 0);
        }
        return faults.found;
    }

    /** What is wrong with one tool, each with its place. */
    private static final class Faults {
        private final String tool;
        private final List<String> found = new ArrayList<>();

        Faults(String tool) {
            this.tool = tool;
        }

        void unless(boolean right, String place, String fault) {
            if (!right) {
                found.add(tool + " " + place + " " + fault);
            }
        }

        void walk(String place, JsonNode schema, int depth) {
            unless(schema.isObject(), place, "is not an object, which not every provider takes");
            unless(depth <= DEEPEST, place, "is nested too deeply");
            unless(!schema.has("$ref") && !schema.has("$defs"), place, "refers to another schema");
            unless(!isArray(schema) || schema.path("items").isObject(), place, "is an array without items");
            unless(schema.valueStream().noneMatch(JsonNode::isNull), place, "holds null");
            required(place, schema);
            var values = schema.path("enum");
            unless(values.isMissingNode() || !values.isEmpty(), place, "allows none of no values");
            schema.path("properties").forEachEntry((name, property) -> {
                unless(name.matches("[a-zA-Z0-9_.-]{1,64}"), place, "has the property " + name);
                walk(place + "." + name, property, depth + 1);
            });
            if (schema.has("items")) {
                walk(place + "[]", schema.get("items"), depth + 1);
            }
            for (var word : List.of("anyOf", "oneOf", "allOf")) {
                schema.path(word).forEach(branch -> walk(place + "|", branch, depth + 1));
            }
        }

        private void required(String place, JsonNode schema) {
            var required = schema.path("required");
            unless(required.isMissingNode() || required.isArray(), place, "has something else than a list required");
            required.forEach(name -> unless(
                    schema.path("properties").has(name.asText()), place, "requires " + name + ", which it has not"));
        }

        private static boolean isArray(JsonNode schema) {
            var type = schema.path("type");
            return type.asText().equals("array")
                    || type.valueStream().anyMatch(each -> each.asText().equals("array"));
        }
    }
}

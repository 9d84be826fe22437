package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Schemas as clients are given them, and what is held against them. */
final class PublishedSchema {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaLoader(loader -> loader.fetchRemoteResources(false)));

    private static final Map<String, JsonNode> OUTPUTS = new ConcurrentHashMap<>();

    private PublishedSchema() {}

    static boolean isValid(JsonNode schema) {
        return REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
                .validate(schema)
                .isEmpty();
    }

    /** Fails unless the answer of an execution is what the tool's {@code output_parameters} promise. */
    static void fits(Project project, String tool, ValidatableResponse answer) {
        var schema = OUTPUTS.computeIfAbsent(
                tool,
                slug -> SentRequest.json(project.get("/tools/" + slug).extract().asString())
                        .path("output_parameters"));
        assertThat(schema.path("properties").path("data").isObject()).isTrue();
        assertThat(REGISTRY.getSchema(schema)
                        .validate(SentRequest.json(answer.extract().asString())))
                .as("the answer of %s against the schema published for it", tool)
                .isEmpty();
    }
}

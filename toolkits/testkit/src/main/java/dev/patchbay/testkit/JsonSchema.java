package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A compiled 2020-12 schema that fetches nothing. */
final class JsonSchema {
    private final Schema compiled;

    JsonSchema(JsonNode schema) {
        compiled = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder -> builder.schemaLoader(loader -> loader.fetchRemoteResources(false)))
                .getSchema(schema);
    }

    /** A schema beside this class. */
    static JsonSchema resource(String name) {
        try (var stream = JsonSchema.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new FileNotFoundException(name);
            }
            return new JsonSchema(new ObjectMapper().readTree(stream));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** What is wrong, by place; several things at one place are one text. */
    Map<JsonPointer, String> violations(JsonNode value) {
        var violations = new LinkedHashMap<JsonPointer, String>();
        for (var error : compiled.validate(value)) {
            var at = JsonPointer.compile(error.getInstanceLocation().toString());
            violations.merge(at, error.getMessage(), (first, more) -> first + "; " + more);
        }
        return violations;
    }
}

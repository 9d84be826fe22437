package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.List;

/** A tool's input schema, compiled. Safe for use by many threads. */
final class ArgumentSchema {
    /** More errors than are shown, because several can come to one violation. */
    static final int MAX_ERRORS = 100;

    private final ObjectNode source;
    private final Schema compiled;

    ArgumentSchema(ObjectNode source) {
        this.source = source;
        this.compiled = Schemas.compile(source);
    }

    List<Violation> violations(JsonNode arguments) {
        var effort = new Effort();
        var run = effort.context();
        run.setErrors(new FirstErrors());
        try {
            effort.bound(() -> compiled.validate(run, arguments));
        } catch (Effort.Exceeded _) {
            return List.of(
                    new Violation("", "The arguments are too large or too deeply varied to be checked; send less."));
        }
        return run.getErrors().isEmpty() ? List.of() : new Complaints(source).about(run.getErrors());
    }

    /** Whether null is a value of this argument rather than its absence. */
    boolean allowsNull(String argument) {
        var schema = source.path("properties").path(argument);
        return !schema.isMissingNode() && allowsNull(schema);
    }

    private static boolean allowsNull(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue();
        }
        var type = schema.path("type");
        return (type.isMissingNode() || type.asText().equals("null") || holds(type, "null"))
                && (!schema.has("const") || schema.get("const").isNull())
                && (!schema.has("enum") || schema.get("enum").valueStream().anyMatch(JsonNode::isNull))
                && anyAllowsNull(schema.path("anyOf"))
                && anyAllowsNull(schema.path("oneOf"))
                && schema.path("allOf").valueStream().allMatch(ArgumentSchema::allowsNull);
    }

    private static boolean anyAllowsNull(JsonNode branches) {
        return branches.isMissingNode() || branches.valueStream().anyMatch(ArgumentSchema::allowsNull);
    }

    private static boolean holds(JsonNode list, String text) {
        return list.valueStream().anyMatch(each -> each.asText().equals(text));
    }

    /** Keeps the first errors only: a long list of wrong items must not become a longer list of objects. */
    private static final class FirstErrors extends ArrayList<Error> {
        @Override
        public boolean add(Error error) {
            return size() < MAX_ERRORS && super.add(error);
        }
    }
}

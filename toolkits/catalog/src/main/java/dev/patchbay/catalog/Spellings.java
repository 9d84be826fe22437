package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Violation;
import java.util.List;

/** Renames arguments from their other spellings and drops nulls that mean "not given". */
final class Spellings {
    private Spellings() {}

    static ObjectNode published(Tool tool, ObjectNode given, ArgumentSchema schema, List<Violation> violations) {
        var arguments = JsonNodeFactory.instance.objectNode();
        given.properties().forEach(member -> {
            if (!tool.aliases().containsKey(member.getKey())) {
                put(arguments, member.getKey(), member.getValue(), schema);
            }
        });
        given.properties().forEach(member -> {
            var name = tool.aliases().get(member.getKey());
            if (name == null) {
                return;
            }
            var present = arguments.get(name);
            if (present == null || present.isNull()) {
                put(arguments, name, member.getValue(), schema);
            } else if (!member.getValue().isNull() && !present.equals(member.getValue())) {
                violations.add(new Violation(
                        name,
                        "`" + member.getKey()
                                + "` is another spelling of this argument, and the two values differ. Give one."));
            }
        });
        return arguments;
    }

    private static void put(ObjectNode arguments, String name, JsonNode value, ArgumentSchema schema) {
        if (!value.isNull() || schema.allowsNull(name)) {
            arguments.set(name, value.deepCopy());
        }
    }
}

package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The arguments that a tool's {@code input} declares. */
final class Arguments {
    private final Entry input;
    private final Set<String> names = new TreeSet<>();

    Arguments(Entry input) {
        this.input = input;
        input.json().path("properties").fieldNames().forEachRemaining(names::add);
    }

    Set<String> names() {
        return names;
    }

    JsonNode schema(String name) {
        return input.json().path("properties").path(name);
    }

    /** Where the argument is declared. */
    Entry place(String name) {
        return input.member("properties").member(name);
    }

    boolean isRequired(String name) {
        return input.json()
                .path("required")
                .valueStream()
                .anyMatch(each -> each.asText().equals(name));
    }

    /** The argument that an entry names; one that is not declared is refused. */
    String named(Entry entry) {
        var name = entry.text();
        if (!name.isBlank()) {
            refuseUndeclared(entry, name);
        }
        return name;
    }

    void refuseUndeclared(Entry place, String name) {
        if (!names.contains(name)) {
            place.refuse("`" + Excerpt.of(name) + "` is not a declared argument" + Nearest.question(name, names));
        }
    }

    /** The same, for an argument that is of this type by its schema. */
    String named(Entry entry, String type) {
        var name = named(entry);
        var types = types(schema(name));
        if (names.contains(name) && !types.isEmpty() && !types.contains(type)) {
            entry.refuse("`" + Excerpt.of(name) + "` must be " + Kind.named(type) + " by its schema");
        }
        return name;
    }

    /** Refuses a value that the argument, by its enum, never has. */
    void refuseImpossible(Entry value, String name) {
        var allowed =
                schema(name).path("enum").valueStream().map(JsonNode::asText).toList();
        if (!allowed.isEmpty() && !allowed.contains(value.json().asText())) {
            value.refuse("`" + Excerpt.of(value.json().asText()) + "` is not in the enum of `" + Excerpt.of(name)
                    + "`: " + String.join(", ", allowed));
        }
    }

    /** The types a schema names, none where it leaves them open. */
    static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isTextual()
                ? List.of(type.textValue())
                : type.valueStream().map(JsonNode::asText).collect(Collectors.toUnmodifiableList());
    }
}

package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.gateway.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One part of a value that is read part by part.
 *
 * @param index its place, from 0; for a line its number, from 1
 * @param key its name where it is a member of an object
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType") // a record of what is there or not
record Row(int index, Optional<String> key, JsonNode value) {

    /** Elements of an array, members of an object, lines of a text. */
    static List<Row> of(JsonNode container) {
        var rows = new ArrayList<Row>();
        if (container.isTextual()) {
            container
                    .textValue()
                    .lines()
                    .forEach(line -> rows.add(new Row(rows.size() + 1, Optional.empty(), text(line))));
        } else if (container.isObject()) {
            container
                    .properties()
                    .forEach(member -> rows.add(new Row(rows.size(), Optional.of(member.getKey()), member.getValue())));
        } else {
            container.forEach(element -> rows.add(new Row(rows.size(), Optional.empty(), element)));
        }
        return rows;
    }

    boolean matches(Grep grep) {
        return key.filter(grep::isIn).isPresent() || grep.isIn(value);
    }

    /** With its name, where it has one: else a page of members would not tell which they are. */
    JsonNode named(JsonNode shown) {
        return key.<JsonNode>map(name -> Json.object().put("key", name).set("value", shown))
                .orElse(shown);
    }

    /** The expression that gives this row alone. */
    String below(Optional<String> path) {
        var step = key.map(Names::spelled).orElse("[" + index + "]");
        return path.map(base -> base + " | " + step).orElse(step);
    }

    private static JsonNode text(String line) {
        return TextNode.valueOf(line);
    }
}

package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Use.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rule that every declared argument is used exactly once and every used one is declared. */
final class ArgumentUse {
    private ArgumentUse() {}

    static void check(Entry input, List<Use> uses) {
        var properties = input.json().path("properties");
        var declared = new HashSet<String>();
        properties.fieldNames().forEachRemaining(declared::add);
        var first = new HashMap<String, Use>();
        for (var use : uses) {
            var earlier = first.putIfAbsent(use.argument(), use);
            if (earlier != null) {
                use.entry()
                        .refuse("`" + Excerpt.of(use.argument()) + "` is already used in line "
                                + earlier.entry().line() + "; an argument is used exactly once");
            }
            if (!declared.contains(use.argument())) {
                refuseUndeclared(use, declared);
            } else if (use.place() == Place.PATH) {
                checkInPath(use, input, properties.path(use.argument()));
            } else if (use.place() == Place.HEADER) {
                refuseStructure(use, properties.path(use.argument()));
            }
        }
        for (var name : declared) {
            if (!first.containsKey(name)) {
                input.member("properties")
                        .member(name)
                        .refuse("`" + Excerpt.of(name) + "` is declared, but the request does not use it");
            }
        }
    }

    private static void refuseUndeclared(Use use, Set<String> declared) {
        use.entry()
                .refuse("the request uses `" + Excerpt.of(use.argument())
                        + "`, which `input.properties` does not declare"
                        + Nearest.question(use.argument(), declared));
    }

    private static void checkInPath(Use use, Entry input, JsonNode schema) {
        for (var required : input.json().path("required")) {
            if (required.asText().equals(use.argument())) {
                refuseStructure(use, schema);
                return;
            }
        }
        input.member("properties")
                .member(use.argument())
                .refuse("`" + use.argument() + "` is part of the path, so it must be listed under `required`");
    }

    private static void refuseStructure(Use use, JsonNode schema) {
        var type = schema.path("type");
        var types = type.isArray() ? type : List.of(type);
        for (var name : types) {
            if (name.asText().equals("array")
                    || name.asText().equals("object")
                    || name.asText().equals("null")) {
                use.entry()
                        .refuse("`" + use.argument() + "` is " + Kind.named(name.asText())
                                + " by its schema, and only a " + "string, number or boolean can stand here");
            }
        }
    }
}

package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells an object whose names are data, like ids, from one whose names are members. */
final class Maps {
    private static final int FEWEST = 12;
    private static final int FEWEST_OF_SCALARS = 50;
    private static final int LOOKED_AT = 12;

    private Maps() {}

    static boolean isMap(JsonNode value) {
        if (!value.isObject() || value.size() < FEWEST) {
            return false;
        }
        var type = value.iterator().next().getNodeType();
        if (!value.valueStream().allMatch(child -> child.getNodeType() == type)) {
            return false;
        }
        return switch (type) {
            case OBJECT -> alike(value.valueStream().limit(LOOKED_AT).toList());
            case ARRAY -> true;
            default -> value.size() >= FEWEST_OF_SCALARS;
        };
    }

    /** At least half of the names that any has are in all. */
    private static boolean alike(List<JsonNode> values) {
        var any = new HashSet<String>();
        Set<String> all = new HashSet<>(names(values.getFirst()));
        values.forEach(value -> {
            any.addAll(names(value));
            all.retainAll(names(value));
        });
        return !any.isEmpty() && all.size() * 2 >= any.size();
    }

    private static Set<String> names(JsonNode value) {
        var names = new HashSet<String>();
        value.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

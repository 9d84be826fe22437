package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What several sets can be combined to. */
enum SetOperation {
    UNION,
    INTERSECTION,
    DIFFERENCE;

    /** The last segment of its route. */
    String segment() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first set with each of the others in turn. */
    Set<JsonNode> of(List<? extends Collection<JsonNode>> sets) {
        var result = new LinkedHashSet<JsonNode>(sets.isEmpty() ? List.of() : sets.getFirst());
        for (var next : sets.subList(Math.min(1, sets.size()), sets.size())) {
            switch (this) {
                case UNION -> result.addAll(next);
                case INTERSECTION -> result.retainAll(new HashSet<>(next));
                case DIFFERENCE -> result.removeAll(new HashSet<>(next));
            }
        }
        return result;
    }
}

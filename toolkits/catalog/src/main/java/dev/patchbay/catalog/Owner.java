package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A place among the arguments that a rule is held against: the whole of them, or one of what a wildcard stands for.
 *
 * @param place names and indices that lead here
 */
record Owner(List<Object> place, JsonNode json) {

    /** All owners of what a path finds. */
    static Stream<Owner> of(RulePath path, JsonNode arguments) {
        var owners = Stream.of(new Owner(List.of(), arguments));
        for (var step : path.owner()) {
            owners = owners.flatMap(owner -> owner.below(step));
        }
        return owners;
    }

    /** What a path with this owner finds here; nothing is a missing node. */
    JsonNode at(RulePath path) {
        var found = json;
        for (var step : path.rest()) {
            found = found.path(step);
        }
        return found;
    }

    /** Where that is, as violations write it. */
    String where(RulePath path) {
        var all = new ArrayList<>(place);
        all.addAll(path.rest());
        return Where.of(all);
    }

    /** Whether the caller gave it. */
    boolean has(RulePath path) {
        var found = at(path);
        return !found.isMissingNode() && !found.isNull();
    }

    /** Whether the caller gave it, and not as an empty list or text. */
    boolean hasSome(RulePath path) {
        var found = at(path);
        return has(path)
                && !(found.isArray() && found.isEmpty())
                && !(found.isTextual() && found.textValue().isEmpty());
    }

    private Stream<Owner> below(String step) {
        if (!step.equals(RulePath.EVERY)) {
            var found = json.isObject() ? json.path(step) : MissingNode.getInstance();
            return found.isMissingNode() ? Stream.of() : Stream.of(new Owner(longer(step), found));
        }
        if (json.isArray()) {
            return IntStream.range(0, json.size()).mapToObj(i -> new Owner(longer(i), json.path(i)));
        }
        return json.propertyStream().map(member -> new Owner(longer(member.getKey()), member.getValue()));
    }

    private List<Object> longer(Object step) {
        var longer = new ArrayList<>(place);
        longer.add(step);
        return longer;
    }
}

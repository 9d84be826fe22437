package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The rows that make up most of an answer: the elements of an array, or the values of an object whose names are ids.
 *
 * @param path the expression that gives them
 * @param container what they are in
 */
record MainRows(String path, JsonNode container) {
    private static final int DEEPEST = 3;
    private static final int LONGEST_PATH = 100;

    int count() {
        return container.size();
    }

    boolean areOfAMap() {
        return container.isObject();
    }

    static Optional<MainRows> of(JsonNode data) {
        return in(data, "", 0, (Weight.of(data) - 1) / 2)
                .filter(rows -> rows.path().length() <= LONGEST_PATH);
    }

    /** @param half what rows weigh more than; of several members at most one does, so only one is looked into */
    private static Optional<MainRows> in(JsonNode value, String path, int depth, long half) {
        if (value.isArray()) {
            return value.size() > 1 || depth == 0
                    ? Optional.of(new MainRows(path.isEmpty() ? "@" : path, value))
                    : Optional.empty();
        }
        if (Maps.isMap(value)) {
            return Optional.of(new MainRows("values(" + (path.isEmpty() ? "@" : path) + ")", value));
        }
        if (!value.isObject() || depth == DEEPEST) {
            return Optional.empty();
        }
        return value.properties().stream()
                .filter(member -> member.getValue().isContainerNode() && Weight.isMore(member.getValue(), half))
                .findFirst()
                .filter(member -> member.getKey().length() <= LONGEST_PATH)
                .flatMap(member -> in(member.getValue(), Names.child(path, member.getKey()), depth + 1, half));
    }
}

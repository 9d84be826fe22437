package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values with scores, lowest score first; equal scores by the value's text. */
final class SortedSet {
    record Entry(JsonNode value, BigDecimal score) {}

    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::score)
            .thenComparing(entry -> entry.value().toString());

    private final Map<JsonNode, BigDecimal> scores = new HashMap<>();

    boolean isEmpty() {
        return scores.isEmpty();
    }

    Optional<BigDecimal> score(JsonNode value) {
        return Optional.ofNullable(scores.get(value));
    }

    void put(JsonNode value, BigDecimal score) {
        scores.put(value, score);
    }

    BigDecimal add(JsonNode value, BigDecimal amount) {
        return scores.merge(value, amount, BigDecimal::add);
    }

    List<Entry> ranked() {
        return scores.entrySet().stream()
                .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                .sorted(ORDER)
                .toList();
    }

    /** Answers how many of them were there. */
    long removeAll(Collection<JsonNode> values) {
        return values.stream().filter(value -> scores.remove(value) != null).count();
    }
}

package dev.patchbay.gateway.connect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Fields of a connection as a caller names them.
 *
 * @param values new values; a blank one counts as not given
 * @param removed those that the account shall have no more
 */
public record GivenFields(Map<String, String> values, Set<String> removed) {
    public GivenFields {
        // In the order they were given, which problems keep.
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        removed = Collections.unmodifiableSet(new LinkedHashSet<>(removed));
    }

    /** For an account that has none yet: there is nothing to remove. */
    static GivenFields of(Map<String, String> values) {
        return new GivenFields(values, Set.of());
    }

    @Override
    public String toString() {
        return "GivenFields[" + values.keySet() + "]";
    }
}

package dev.patchbay.toolkit;

import java.util.List;
import java.util.Set;

/**
 * What must hold between arguments and a JSON Schema that model providers accept cannot say. Checked after the schema and
 * before anything is sent; a broken rule is a {@link Violation} naming the argument.
 *
 * <p>A path is dotted and may use {@code *} for every element or member, e.g. {@code geometries.*.min_vertices}.
 */
public sealed interface ArgumentRule {

    /** At least one of the arguments is given; an empty list or text counts as not given. */
    record AtLeastOne(List<String> arguments) implements ArgumentRule {
        public AtLeastOne {
            arguments = List.copyOf(arguments);
        }
    }

    /** At most one of the arguments is given. */
    record AtMostOne(List<String> arguments) implements ArgumentRule {
        public AtMostOne {
            arguments = List.copyOf(arguments);
        }
    }

    /** All of the arguments are given, or none. */
    record Together(List<String> arguments) implements ArgumentRule {
        public Together {
            arguments = List.copyOf(arguments);
        }
    }

    /** Where an argument has one of some values, others must be given and others must not. */
    record When(String argument, Set<String> values, List<String> needs, List<String> excludes)
            implements ArgumentRule {
        public When {
            values = Set.copyOf(values);
            needs = List.copyOf(needs);
            excludes = List.copyOf(excludes);
        }
    }

    /** Where both are numbers, the value at {@code lower} is not above the one at {@code upper}; same wildcards, same owner. */
    record Ascending(String lower, String upper) implements ArgumentRule {}

    /** The values found at a path with a wildcard all differ. */
    record Unique(String path) implements ArgumentRule {}

    /** Where both are given, the values at two paths without wildcards are equal. */
    record Same(String path, String other) implements ArgumentRule {}

    /** The argument, written as compact JSON in UTF-8, has at most so many bytes. */
    record MaxBytes(String argument, int bytes) implements ArgumentRule {}
}

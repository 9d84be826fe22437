package dev.patchbay.gateway.policy;

import java.util.Set;

/** A list that restricts: everything, only some, or all but some. */
public sealed interface Selection<T> {

    record All<T>() implements Selection<T> {}

    record Only<T>(Set<T> members) implements Selection<T> {
        public Only {
            members = Set.copyOf(members);
        }
    }

    record Except<T>(Set<T> members) implements Selection<T> {
        public Except {
            members = Set.copyOf(members);
        }
    }

    default boolean admits(T candidate) {
        return switch (this) {
            case All<T>() -> true;
            case Only<T>(Set<T> members) -> members.contains(candidate);
            case Except<T>(Set<T> members) -> !members.contains(candidate);
        };
    }
}

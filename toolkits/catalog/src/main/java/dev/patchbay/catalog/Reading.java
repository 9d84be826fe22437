package dev.patchbay.catalog;

import java.util.List;
import java.util.function.Function;

/** What reading came to: a value without a single problem, or all the problems. */
public sealed interface Reading<T> {

    record Sound<T>(T value) implements Reading<T> {}

    /** Never empty. */
    record Faulty<T>(List<Problem> problems) implements Reading<T> {
        public Faulty {
            problems = List.copyOf(problems);
        }
    }

    /** The problems, none when sound. */
    default List<Problem> problems() {
        return switch (this) {
            case Sound<T> _ -> List.of();
            case Faulty<T>(List<Problem> problems) -> problems;
        };
    }

    /** Reads on from the value, or passes the problems along. */
    default <R> Reading<R> then(Function<? super T, ? extends Reading<R>> next) {
        return switch (this) {
            case Sound<T>(T value) -> next.apply(value);
            case Faulty<T>(List<Problem> problems) -> new Faulty<>(problems);
        };
    }

    /** Sound if nothing was found wrong; a problem that was found twice counts once. */
    static <T> Reading<T> of(T value, List<Problem> problems) {
        return problems.isEmpty()
                ? new Sound<>(value)
                : new Faulty<>(problems.stream().distinct().toList());
    }
}

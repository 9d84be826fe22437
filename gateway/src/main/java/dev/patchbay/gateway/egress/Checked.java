package dev.patchbay.gateway.egress;

import java.util.function.Function;

/** The value of a step that may be refused, or why it was. */
sealed interface Checked<T> {

    record Passed<T>(T value) implements Checked<T> {}

    record Refused<T>(Refusal reason) implements Checked<T> {}

    static <T> Checked<T> passed(T value) {
        return new Passed<>(value);
    }

    static <T> Checked<T> refused(Refusal reason) {
        return new Refused<>(reason);
    }

    default <R> Checked<R> then(Function<? super T, Checked<R>> next) {
        return switch (this) {
            case Passed<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal reason) -> new Refused<>(reason);
        };
    }

    default <R> Checked<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Passed<>(change.apply(value)));
    }
}

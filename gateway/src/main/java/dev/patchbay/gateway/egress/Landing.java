package dev.patchbay.gateway.egress;

/** Where one fetch ended: with what was wanted, or with a redirect. */
sealed interface Landing<R> {

    record Arrived<R>(R value) implements Landing<R> {}

    record Moved<R>(String location) implements Landing<R> {}
}

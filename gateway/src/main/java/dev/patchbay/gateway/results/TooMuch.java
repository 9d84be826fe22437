package dev.patchbay.gateway.results;

/** Ends work on an answer that takes too long; met where the work was begun. */
final class TooMuch extends RuntimeException {
    TooMuch() {
        super(null, null, false, false);
    }
}

package dev.patchbay.gateway.cli;

/** A command line that is not understood. The message says what was expected. */
final class UsageProblem extends Exception {
    UsageProblem(String message) {
        super(message);
    }
}

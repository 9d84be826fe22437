package dev.patchbay.simulator.backendless.where;

/** The clause cannot be read. */
public final class WhereSyntaxException extends IllegalArgumentException {
    WhereSyntaxException(String what, int position) {
        super(what + " at position " + position);
    }
}

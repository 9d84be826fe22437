package dev.patchbay.gateway.call;

/** Where the present work's observer is found. */
final class Observed {
    static final ScopedValue<CallObserver> CURRENT = ScopedValue.newInstance();

    private Observed() {}
}

package dev.patchbay.simulator.scale;

/** The two kinds of key; their environments share nothing. */
public enum Mode {
    TEST,
    LIVE
}

package dev.patchbay.catalog.search;

import dev.patchbay.toolkit.Hints;

/** Whether a request wants to know something or to change something, as far as its words tell. */
enum Aim {
    READ,
    CHANGE,
    UNKNOWN;

    static Aim of(Hints hints) {
        return hints.readOnly() ? READ : CHANGE;
    }
}

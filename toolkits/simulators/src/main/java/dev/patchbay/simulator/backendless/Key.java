package dev.patchbay.simulator.backendless;

/** With which key a call came. */
enum Key {
    /** A key that clients hold. */
    REST,
    /** The Cloud Code key: a few calls are reserved for it, and permissions do not bind it. */
    CLOUD_CODE
}

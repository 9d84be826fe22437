package dev.patchbay.gateway.meta;

/** How a caller wants a large answer. */
public enum Delivery {
    /** As it is, for programs. */
    WHOLE,
    /** Kept, with a preview in its place, for models. A session that keeps no results gives it whole all the same. */
    PREVIEW
}

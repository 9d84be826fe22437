package dev.patchbay.catalog.search;

import org.apache.lucene.util.FixedBitSet;

/**
 * What may be found: one bit per tool of the index that made it. Immutable; worth keeping for as long as the policy behind it holds,
 * e.g. 16 kB for 125 000 tools.
 */
public final class Scope {
    private final ToolIndex index;
    private final FixedBitSet admitted;

    Scope(ToolIndex index, FixedBitSet admitted) {
        this.index = index;
        this.admitted = admitted;
    }

    @SuppressWarnings("ReferenceEquality") // another index of the same tools may have them in another order
    boolean isOf(ToolIndex other) {
        return index == other;
    }

    FixedBitSet admitted() {
        return admitted;
    }

    boolean admits(int place) {
        return admitted.get(place);
    }

    /** How many tools may be found. */
    public int size() {
        return admitted.cardinality();
    }
}

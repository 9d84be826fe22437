package dev.patchbay.authstore.connection;

/** The part of a list that is wanted: at most {@code limit} items after the first {@code offset}. */
public record Slice(int offset, int limit) {
    private static final int MAX_LIMIT = 1000;

    public Slice {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A slice has an offset of 0 or more and a limit of 1 to " + MAX_LIMIT);
        }
    }
}

package dev.patchbay.toolkit;

import java.util.List;

/**
 * A path below the base address: fixed parts and arguments. An argument is encoded as one segment, slash included, unless
 * it spreads over many.
 *
 * @param text the template as written, e.g. {@code /batches/{batch_name}/status}; the only form of the address that may be
 *     logged, because the address itself can hold a credential
 */
public record PathTemplate(String text, List<Part> parts) {

    public PathTemplate {
        parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
        return text;
    }

    public sealed interface Part {
        /** Fixed text, already encoded, slashes included. */
        record Literal(String text) implements Part {}

        /** One argument; with {@code many} its slashes separate segments, otherwise they are encoded. */
        record Variable(String argument, boolean many) implements Part {}
    }
}

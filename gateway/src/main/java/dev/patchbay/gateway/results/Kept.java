package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.file.StoredFile;

/** What became of an answer that was to be kept. It is never lost: what cannot be kept is given back as it is. */
public sealed interface Kept {

    /**
     * @param preview what the model gets in its place; {@link Preview} says what is in it
     * @param file where the whole of it is, for a path, a size and an end
     */
    record Stored(ResultHandle handle, ObjectNode preview, StoredFile file) implements Kept {}

    /** Keeping it failed, and is logged: the caller gets the answer itself, however large. */
    record Inline(JsonNode data) implements Kept {}
}

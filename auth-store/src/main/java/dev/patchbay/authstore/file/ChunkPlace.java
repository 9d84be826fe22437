package dev.patchbay.authstore.file;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.Place;

/** Where the chunks of files are sealed to. The last one is sealed as such, so that a file whose end was cut off does not open. */
public final class ChunkPlace {
    /** The purpose of the data key that seals them. */
    public static final String PURPOSE = "files";

    private ChunkPlace() {}

    public static Place of(TenantId tenant, FileId file, int number, boolean last) {
        return new Place(PURPOSE, tenant, "stored_file_chunk", file.value(), number + (last ? " last" : ""));
    }
}

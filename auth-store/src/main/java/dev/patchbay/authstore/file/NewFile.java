package dev.patchbay.authstore.file;

import java.time.Duration;
import java.util.Optional;

/**
 * A file to be kept.
 *
 * @param md5 of the content in lower-case hex, where it was announced: other content is refused
 * @param uploadedFor absent for a file that a tool made, and for one of a session
 * @param keptAt where it is in a session; absent for a file of the project
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType") // a record read by whoever stores it
public record NewFile(
        String name,
        String mimetype,
        Optional<String> md5,
        Optional<FileOrigin> uploadedFor,
        Optional<SessionPath> keptAt,
        Duration lifetime) {

    /** A file of the project. */
    public NewFile(
            String name, String mimetype, Optional<String> md5, Optional<FileOrigin> uploadedFor, Duration lifetime) {
        this(name, mimetype, md5, uploadedFor, Optional.empty(), lifetime);
    }

    /** A file of a session. Once its content is complete it takes the place of what was there. */
    public static NewFile in(SessionPath place, String name, String mimetype, Duration lifetime) {
        return new NewFile(name, mimetype, Optional.empty(), Optional.empty(), Optional.of(place), lifetime);
    }
}

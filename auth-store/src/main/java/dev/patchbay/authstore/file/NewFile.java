package dev.patchbay.authstore.file;

import java.time.Duration;
import java.util.Optional;

/**
 * A file to be kept.
 *
 * @param md5 of the content in lower-case hex, where it was announced: other content is refused
 * @param uploadedFor absent for a file that a tool made
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType") // a record read by whoever stores it
public record NewFile(
        String name, String mimetype, Optional<String> md5, Optional<FileOrigin> uploadedFor, Duration lifetime) {}

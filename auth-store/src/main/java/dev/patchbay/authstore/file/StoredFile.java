package dev.patchbay.authstore.file;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a file beside its content.
 *
 * @param md5 of the content in lower-case hex: the announced one until the content is complete
 * @param uploadedFor absent for a file that a tool made, and for one of a session
 * @param keptAt where it is in a session; absent for a file of the project
 * @param complete whether the content is all there; it never changes afterwards
 * @param size in bytes; 0 until the content is complete
 */
public record StoredFile(
        FileId id,
        String name,
        String mimetype,
        Optional<String> md5,
        Optional<FileOrigin> uploadedFor,
        Optional<SessionPath> keptAt,
        boolean complete,
        long size,
        Instant createdAt,
        Instant expiresAt) {}

package dev.patchbay.gateway.files;

import java.time.Instant;

/**
 * A file that is kept for a while.
 *
 * @param url where whoever has the address fetches it
 * @param size in bytes
 */
public record KeptFile(String url, String mimetype, long size, Instant expiresAt) {}

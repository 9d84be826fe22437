package dev.patchbay.gateway.session.jpa;

import java.time.Instant;

/** A stored session, its rules still as text. */
public record SessionRow(
        String userId, String config, int configVersion, int tokenGeneration, Instant createdAt, Instant updatedAt) {}

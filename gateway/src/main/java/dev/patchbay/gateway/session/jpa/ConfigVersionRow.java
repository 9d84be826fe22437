package dev.patchbay.gateway.session.jpa;

import java.time.Instant;

/** A stored configuration of a session, its rules still as text. */
public record ConfigVersionRow(int version, String config, Instant createdAt) {}

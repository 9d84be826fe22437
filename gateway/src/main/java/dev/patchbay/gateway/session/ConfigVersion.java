package dev.patchbay.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A configuration that a session has or had.
 *
 * @param document as it was given; may name what later releases dropped. Not to be modified
 * @param until when the next took its place; empty for the present one
 */
public record ConfigVersion(int version, ObjectNode document, Instant since, Optional<Instant> until) {}

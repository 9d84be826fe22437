package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kept answer before it is read.
 *
 * @param bytes of the whole answer
 * @param content reads it; empty when it was deleted meanwhile
 */
record Unread(long bytes, Supplier<Optional<JsonNode>> content) {}

package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;

/** What an expression gave. */
sealed interface Found {

    record Value(JsonNode value) implements Found {}

    /** Nothing is there, or null. */
    record Nothing() implements Found {}

    /** @param problem what is wrong and what would be right, for whoever wrote the expression */
    record Wrong(String problem) implements Found {}
}

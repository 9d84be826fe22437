package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The request of an example, complete but for the headers that every request has.
 *
 * @param path encoded, below the base address
 * @param query decoded; a name that is repeated has its values in order
 * @param headers by name in lower case
 */
public record Sends(
        HttpMethod method,
        String path,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Optional<JsonNode> body) {

    public Sends {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }
}

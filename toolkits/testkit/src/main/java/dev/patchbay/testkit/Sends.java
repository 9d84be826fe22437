package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request as examples see it: the one expected, or the one that left. Complete but for the headers that every request
 * has.
 *
 * @param line the method and the encoded path below the base address, or {@code fetch} and an address
 * @param query decoded; a name that is repeated has its values in order
 * @param headers by name in lower case
 * @param multipart a text, or an object with name, mimetype and base64, by name of the part
 */
record Sends(
        String line,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        Optional<JsonNode> body,
        Optional<JsonNode> multipart) {

    Sends {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** An address that is fetched without the credential. */
    static Sends fetch(String url) {
        return new Sends("fetch " + url, Map.of(), Map.of(), Optional.empty(), Optional.empty());
    }
}

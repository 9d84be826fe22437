package dev.patchbay.toolkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a tool does that its file cannot say, such as looking something up and then acting on it. The requests it makes are
 * still data: the steps of the tool file. Found by {@link java.util.ServiceLoader}; stateless and safe for any number of
 * threads.
 */
public interface Behaviour {

    /** The name tool files use, unique over all toolkits: the toolkit's slug, a slash and a word. */
    String name();

    /**
     * Runs the tool once. The arguments have passed the tool's schema and rules.
     *
     * @return the value that the tool's {@code result} then shapes, or why there is none
     */
    Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps);

    /** The requests a behaviour may make. */
    interface Steps {

        /**
         * Fills the template of a step, without sending anything.
         *
         * @throws IllegalArgumentException if the tool file has no such step, which is a bug
         */
        Outcome<UpstreamRequest> request(String step, ObjectNode arguments);

        /** Sends a request and decodes the answer; a refusal of the service is a failure. */
        Outcome<JsonNode> send(UpstreamRequest request);

        /** Both at once. */
        default Outcome<JsonNode> send(String step, ObjectNode arguments) {
            return request(step, arguments).then(this::send);
        }
    }
}

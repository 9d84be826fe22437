package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;

/**
 * Something a request needs from its client before it can end.
 *
 * @param ability what the client must be able to do
 * @param params as the protocol has them for {@link #method()}
 */
record InputRequest(Ability ability, ObjectNode params) {

    /** The protocol's method for asking. */
    String method() {
        return switch (ability) {
            case ELICIT_FORM, ELICIT_URL -> "elicitation/create";
            case SAMPLE -> "sampling/createMessage";
            case LIST_ROOTS -> "roots/list";
        };
    }

    /** @param schema of what is to be filled in: an object of flat properties */
    static InputRequest form(String message, ObjectNode schema) {
        var params = Json.object().put("mode", "form").put("message", message);
        params.set("requestedSchema", schema);
        return new InputRequest(Ability.ELICIT_FORM, params);
    }

    static InputRequest url(String message, String url) {
        return new InputRequest(
                Ability.ELICIT_URL,
                Json.object().put("mode", "url").put("message", message).put("url", url));
    }
}

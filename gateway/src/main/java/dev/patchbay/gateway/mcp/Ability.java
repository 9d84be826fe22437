package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;

/** What a client may be asked for while its request runs, each by the capability with which it says so. */
enum Ability {
    /** A form that a person fills in (elicitation, form mode). */
    ELICIT_FORM,
    /** An address that a person opens (elicitation, URL mode; since 2025-11-25). */
    ELICIT_URL,
    /** A completion by the client's own model. */
    SAMPLE,
    LIST_ROOTS;

    /** What a client would have to declare, in the shape of client capabilities (2026-07-28, error -32021). */
    ObjectNode asCapability() {
        var capabilities = Json.object();
        switch (this) {
            case ELICIT_FORM -> capabilities.putObject("elicitation").putObject("form");
            case ELICIT_URL -> capabilities.putObject("elicitation").putObject("url");
            case SAMPLE -> capabilities.putObject("sampling");
            case LIST_ROOTS -> capabilities.putObject("roots");
        }
        return capabilities;
    }

    /** Whether capabilities declare it. An elicitation without modes is one of forms (2025-11-25, "Elicitation"). */
    boolean isDeclaredIn(ObjectNode capabilities) {
        return switch (this) {
            case ELICIT_FORM -> {
                var elicitation = capabilities.path("elicitation");
                yield elicitation.isObject() && (elicitation.path("form").isObject() || !elicitation.has("url"));
            }
            case ELICIT_URL -> capabilities.path("elicitation").path("url").isObject();
            case SAMPLE -> capabilities.path("sampling").isObject();
            case LIST_ROOTS -> capabilities.path("roots").isObject();
        };
    }
}

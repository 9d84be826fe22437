package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.StreamSupport;

/** What the fixture asks clients, and whether what they say is an answer. */
final class FixtureInput {
    private FixtureInput() {}

    static InputRequest request(Ability ability, ObjectNode params) {
        return switch (ability) {
            case ELICIT_FORM ->
                InputRequest.form(params.path("message").asText(), (ObjectNode) params.path("requestedSchema"));
            case ELICIT_URL, SAMPLE, LIST_ROOTS -> new InputRequest(ability, params);
        };
    }

    /** A question whose answer is none is asked again. */
    static boolean answers(InputRequest question, ObjectNode answer) {
        return switch (question.ability()) {
            case ELICIT_FORM, ELICIT_URL -> elicited(question, answer);
            case SAMPLE -> answer.path("content").path("text").isTextual();
            case LIST_ROOTS -> answer.path("roots").isArray();
        };
    }

    private static boolean elicited(InputRequest question, ObjectNode answer) {
        return switch (answer.path("action").asText()) {
            case "accept" -> fits(question.params().path("requestedSchema"), answer.path("content"));
            case "decline", "cancel" -> true;
            default -> false;
        };
    }

    private static boolean fits(JsonNode schema, JsonNode content) {
        return StreamSupport.stream(schema.path("required").spliterator(), false)
                .allMatch(name -> content.has(name.textValue()));
    }
}

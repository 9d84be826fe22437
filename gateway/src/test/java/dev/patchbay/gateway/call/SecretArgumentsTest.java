package dev.patchbay.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretArgumentsTest {
    private static final ObjectNode SCHEMA = JsonNodeFactory.instance.objectNode();

    static {
        var properties = SCHEMA.putObject("properties");
        properties.putObject("user_token").put("writeOnly", true);
        properties.putObject("name");
    }

    @Test
    void aRefusalThatRepeatsASecretArgumentIsShownWithoutIt() {
        var body = JsonNodeFactory.instance.objectNode().put("message", "unknown TOKEN-0123");
        body.putArray("more").add("TOKEN-0123").add(7);

        var hidden = hide("TOKEN-0123", body);

        assertThat(hidden.detail()).isEqualTo("unknown [redacted] of visible-name");
        assertThat(hidden.body().orElseThrow().toString())
                .isEqualTo("{\"message\":\"unknown [redacted]\",\"more\":[\"[redacted]\",7]}");
    }

    @Test
    void forPeopleThePlacesOfSecretsAreHiddenAndNoOthers() {
        var schema = JsonNodeFactory.instance.objectNode();
        var properties = schema.putObject("properties");
        properties.putObject("user").put("writeOnly", true);
        properties.putObject("pin").put("format", "password");
        properties
                .putObject("login")
                .putArray("anyOf")
                .addObject()
                .putObject("properties")
                .putObject("pass")
                .put("writeOnly", true);
        properties.putObject("name").put("format", "email");
        var arguments = JsonNodeFactory.instance.objectNode();
        arguments.putObject("user").put("city", "inner-secret").putArray("old").add(1);
        arguments.put("pin", 12).put("name", "inner-secret");
        arguments.putObject("login").put("pass", "p");

        assertThat(SecretArguments.hidden(schema, arguments).toString())
                .as("a secret that is repeated elsewhere could hide what stands there")
                .isEqualTo(
                        "{'user':{'city':'[redacted]','old':['[redacted]']},'pin':'[redacted]','name':'inner-secret','login':{'pass':'[redacted]'}}"
                                .replace('\'', '"'));
    }

    @Test
    void aShortValueWouldBlankOutOrdinaryText() {
        assertThat(hide("unknown", JsonNodeFactory.instance.objectNode()).detail())
                .isEqualTo("unknown TOKEN-0123 of visible-name");
    }

    @Test
    void secretsInsideObjectsAndListsAreHiddenToo() {
        var schema = JsonNodeFactory.instance.objectNode();
        var properties = schema.putObject("properties");
        properties.putObject("user").put("writeOnly", true);
        properties
                .putObject("list")
                .putObject("items")
                .putObject("properties")
                .putObject("pin")
                .put("writeOnly", true);
        properties.putObject("map").putObject("additionalProperties").put("writeOnly", true);
        var arguments = JsonNodeFactory.instance.objectNode();
        arguments
                .putObject("user")
                .put("password", "inner-password")
                .putArray("old")
                .add("older-password");
        arguments.putArray("list").addObject().put("pin", 123456789).put("name", "visible-name");
        arguments.putObject("map").put("any", "inner-password-of-a-map");
        Outcome<ObjectNode> refused = Outcome.failed(new Failure.UpstreamRefused(
                400,
                Optional.empty(),
                "inner-password, older-password, 123456789, inner-password-of-a-map, visible-name",
                Optional.empty(),
                Optional.empty()));

        assertThat(refusal(SecretArguments.hide(schema, arguments, refused)).detail())
                .isEqualTo("[redacted], [redacted], [redacted], [redacted], visible-name");
    }

    private static Failure.UpstreamRefused hide(String token, JsonNode body) {
        var arguments =
                JsonNodeFactory.instance.objectNode().put("user_token", token).put("name", "visible-name");
        Outcome<ObjectNode> refused = Outcome.failed(new Failure.UpstreamRefused(
                400, Optional.empty(), "unknown TOKEN-0123 of visible-name", Optional.empty(), Optional.of(body)));
        return refusal(SecretArguments.hide(SCHEMA, arguments, refused));
    }

    private static Failure.UpstreamRefused refusal(Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Failed<ObjectNode>(Failure.UpstreamRefused hidden) -> hidden;
            case Outcome.Failed<ObjectNode> _, Outcome.Ok<ObjectNode> _ -> throw new AssertionError("not a refusal");
        };
    }
}

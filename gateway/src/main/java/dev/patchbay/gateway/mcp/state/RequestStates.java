package dev.patchbay.gateway.mcp.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.exchange.CarriedStates;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.OwnJson;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a client carries from one round of a request to the next and can neither read, change, nor use elsewhere (R23, SEC-25).
 */
@ApplicationScoped
public class RequestStates {
    /** The largest state, in bytes of JSON. */
    public static final int LARGEST = 16 * 1024;

    private static final int LONGEST_TEXT = 2 * LARGEST;
    /** Differ from round to round. */
    private static final List<String> OF_A_ROUND = List.of("_meta", "inputResponses", "requestState");

    private static final JsonMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private final CarriedStates states;
    private final CurrentCaller caller;

    RequestStates(CarriedStates states, CurrentCaller caller) {
        this.states = states;
        this.caller = caller;
    }

    /**
     * A state that came back.
     *
     * @param id of this state alone, for {@link #redeem}
     */
    public record Opened(ObjectNode state, String id) {}

    /**
     * Seals a state to the present caller, the session, the method and the params; good for ten minutes. The order of the
     * params' members does not matter, and neither do {@code _meta}, {@code inputResponses} and {@code requestState}.
     *
     * @return URL-safe text
     * @throws IllegalArgumentException when the state is larger than {@link #LARGEST}
     */
    public String seal(Session session, String method, ObjectNode params, ObjectNode state) {
        var bytes = Json.write(state).getBytes(UTF_8);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException(
                    "A state of " + bytes.length + " bytes is too large for a client to carry");
        }
        return text(states.seal(session.tenant(), binding(session, method, params), bytes));
    }

    /** Empty unless it was sealed for just this, is unchanged, and has not expired: all alike. */
    public Optional<Opened> open(Session session, String method, ObjectNode params, String text) {
        return bytes(text)
                .flatMap(bytes -> states.open(session.tenant(), binding(session, method, params), bytes))
                .map(opened -> new Opened(state(opened.state()), opened.id()));
    }

    /**
     * True for the first that redeems the state, on whichever node, false ever after. For effects that may happen once; called
     * inside the transaction of such an effect, it is undone with it.
     */
    public boolean redeem(Session session, Opened opened) {
        return states.redeem(session.tenant(), opened.id());
    }

    private String binding(Session session, String method, ObjectNode params) {
        return Digest.of(session.id().value(), Principal.of(caller.ofTenant()), method, canonical(params));
    }

    private static String canonical(ObjectNode params) {
        try {
            return SORTED.writeValueAsString(params.deepCopy().without(OF_A_ROUND));
        } catch (JsonProcessingException impossible) { // it was read from JSON
            throw new IllegalStateException("params do not serialise", impossible);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Only the one text that stands for these bytes: the decoder overlooks changes to the last character. */
    private static Optional<byte[]> bytes(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text))
                    .filter(bytes -> text(bytes).equals(text));
        } catch (IllegalArgumentException garbage) {
            return Optional.empty();
        }
    }

    private static ObjectNode state(byte[] json) {
        try {
            return (ObjectNode) OwnJson.read(new ByteArrayInputStream(json));
        } catch (IOException impossible) { // it opened, so it is as it was written
            throw new IllegalStateException("A state of ours is not JSON", impossible);
        }
    }
}

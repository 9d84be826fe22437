package dev.patchbay.gateway.mcp.state;

import static dev.patchbay.gateway.mcp.state.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.exchange.CarriedStates;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.tenancy.Callers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** States that clients carry (R23, SEC-25). That they expire, and that keys rotate under them, is in {@code CarriedStatesIT}. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class RequestStatesIT {
    private static final String METHOD = "tools/call";
    private static final ObjectNode PARAMS = json("{'name':'t','arguments':{'a':[1,{'x':1,'y':2}],'b':'2'}}");
    private static final ObjectNode STATE = json("{'step':2,'amount':1.10}");

    private final CarriedStates carried;
    private final Samples samples;

    @SuppressWarnings("NullAway.Init") // made before each test
    private TenantId tenant;

    @SuppressWarnings("NullAway.Init")
    private Session session;

    @SuppressWarnings("NullAway.Init")
    private RequestStates states;

    private String text = "";

    RequestStatesIT(CarriedStates carried, Samples samples) {
        this.carried = carried;
        this.samples = samples;
    }

    @BeforeEach
    void aState() {
        tenant = samples.aTenant();
        session = samples.aSession(tenant, "ada");
        states = new RequestStates(carried, Callers.holderOf(session, "ada"));
        text = states.seal(session, METHOD, PARAMS, STATE);
    }

    @Test
    void itComesBackAsItWasAndShowsNothing() {
        assertThat(text).matches("[0-9A-Za-z_-]+");
        assertThat(states.open(session, METHOD, PARAMS, text).orElseThrow().state())
                .isEqualTo(STATE);
        assertThat(states.seal(session, METHOD, PARAMS, STATE)).isNotEqualTo(text);
    }

    /** A new token of the same user, or the same key. */
    @Test
    void itOpensOnEveryNodeForTheSameCaller() {
        var again = new RequestStates(carried, Callers.holderOf(session, "ada"));
        assertThat(again.open(session, METHOD, PARAMS, text)).isPresent();

        var byKey = new RequestStates(carried, Callers.apiKey(tenant, "key_1")).seal(session, METHOD, PARAMS, STATE);
        assertThat(new RequestStates(carried, Callers.apiKey(tenant, "key_1")).open(session, METHOD, PARAMS, byKey))
                .isPresent();
        assertThat(new RequestStates(carried, Callers.apiKey(tenant, "key_2")).open(session, METHOD, PARAMS, byKey))
                .isEmpty();
    }

    @Test
    void theOrderOfMembersAndWhatBelongsToARoundDoNotMatter() {
        var repeated = json("{'arguments':{'b':'2','a':[1,{'y':2,'x':1}]},'_meta':{'progressToken':7},"
                + "'inputResponses':{'k':{}},'requestState':'s','name':'t'}");

        assertThat(states.open(session, METHOD, repeated, text)).isPresent();
    }

    @Test
    void itOpensForNothingElse() {
        for (var other : new String[] {
            "{'name':'u','arguments':{'a':[1,{'x':1,'y':2}],'b':'2'}}",
            "{'name':'t','arguments':{'a':[1,{'x':1,'y':3}],'b':'2'}}",
            "{'name':'t','arguments':{'a':[1,{'x':1,'y':2}],'b':2}}",
            "{'name':'t','arguments':{'a':[{'x':1,'y':2},1],'b':'2'}}",
            "{'name':'t','arguments':{'a':[1,{'x':1,'y':2}],'b':'2','_meta':{}}}",
            "{'name':'t','arguments':{'a':[1,{'x':1,'y':2}]}}",
            "{}"
        }) {
            assertThat(states.open(session, METHOD, json(other), text))
                    .as(other)
                    .isEmpty();
        }
        assertThat(states.open(session, "prompts/get", PARAMS, text)).isEmpty();
        assertThat(states.open(samples.aSession(tenant, "ada"), METHOD, PARAMS, text))
                .isEmpty();
        assertThat(states.open(samples.aSession(samples.aTenant(), "ada"), METHOD, PARAMS, text))
                .isEmpty();
        for (var stranger : new RequestStates[] {
            new RequestStates(carried, Callers.holderOf(session, "eve")),
            new RequestStates(carried, Callers.apiKey(tenant, "ada")),
        }) {
            assertThat(stranger.open(session, METHOD, PARAMS, text)).isEmpty();
        }
        assertThat(states.open(session, METHOD, PARAMS, text)).isPresent();
    }

    @Test
    void noCharacterOfItCanBeChanged() {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int at = 0; at < text.length(); at++) {
            for (int bit = 0; bit < 6; bit++) {
                var changed = new StringBuilder(text);
                changed.setCharAt(at, letters.charAt(letters.indexOf(text.charAt(at)) ^ (1 << bit)));
                assertThat(states.open(session, METHOD, PARAMS, changed.toString()))
                        .as("character " + at + ", bit " + bit)
                        .isEmpty();
            }
        }
        for (var garbage : new String[] {
            "", "A", "====", text + "=", text + "A", text.substring(4), "\u0000", "é", "A".repeat(1_000_000)
        }) {
            assertThat(states.open(session, METHOD, PARAMS, garbage)).isEmpty();
        }
    }

    @Test
    void ofTwentyWhoRepeatItAtOnceOnTwoNodesOneHasItsEffect() throws Exception {
        var other = new RequestStates(carried, Callers.holderOf(session, "ada"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var repeated = IntStream.range(0, 20)
                    .mapToObj(i -> i % 2 == 0 ? states : other)
                    .<Callable<Boolean>>map(node -> () -> node.redeem(
                            session, node.open(session, METHOD, PARAMS, text).orElseThrow()))
                    .toList();

            assertThat(threads.invokeAll(repeated).stream().map(Future::resultNow))
                    .containsOnlyOnce(true);
        }
        var opened = states.open(session, METHOD, PARAMS, text).orElseThrow();
        assertThat(states.redeem(session, opened)).isFalse();
    }

    @Test
    void aStateThatIsTooLargeIsNotSealed() {
        var padding =
                RequestStates.LARGEST - Json.write(Json.object().put("x", "")).length();
        var large = Json.object().put("x", "x".repeat(padding));
        assertThat(states.open(session, METHOD, PARAMS, states.seal(session, METHOD, PARAMS, large)))
                .isPresent();
        assertThatThrownBy(() -> states.seal(session, METHOD, PARAMS, large.put("y", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.Doors;
import dev.patchbay.toolkit.Door;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A request goes through the door it names, the first one that the connection's fields open. */
class DoorTest {
    private static final Door DEVELOPER = new Door(
            new BaseAddress.ByField("region", Map.of("us", "https://develop.example.com/v2")),
            List.of(new Placement.PathPrefix("/{app}"), new Placement.Header("auth-key", "{auth_key}")),
            Set.of("app", "auth_key"));
    private static final Door USER = new Door(
            new BaseAddress.HostField("domain", "/api"),
            List.of(new Placement.Header("user", "{user}")),
            Set.of("user"));
    private static final Map<String, String> REST = Map.of("rest_key", "the-rest-key");

    @Test
    void withoutADoorTheFormsOwnWayIsTaken() throws IOException {
        var seen = seen("", Map.of("rest_key", "the-rest-key", "app", "a", "auth_key", "k"));
        assertThat(seen.target()).isEqualTo("/items");
        assertThat(seen.headers().getFirst("rest")).isEqualTo("the-rest-key");
        assertThat(seen.headers().keySet()).doesNotContain("Auth-key", "User");
    }

    @Test
    void theFirstDoorThatTheFieldsOpenIsTakenWithItsOwnPlacements() throws IOException {
        var both = Map.of("rest_key", "the-rest-key", "app", "a b", "auth_key", "k", "user", "u");
        var seen = seen("console", both);
        assertThat(seen.target()).isEqualTo("/a%20b/items");
        assertThat(seen.headers().getFirst("auth-key")).isEqualTo("k");
        assertThat(seen.headers().keySet()).doesNotContain("Rest", "User");
    }

    @Test
    void aDoorWhoseNeedIsMissingOrEmptyIsPassedBy() throws IOException {
        for (var fields : List.of(
                Map.of("app", "a", "user", "u"), Map.of("app", "a", "auth_key", "", "user", "u", "domain", "d"))) {
            var seen = seen("console", fields);
            assertThat(seen.headers().getFirst("user")).isEqualTo("u");
            assertThat(seen.headers().keySet()).doesNotContain("Auth-key");
            // The operator's address stands for the host of the field; the path is the service's.
            assertThat(seen.target()).isEqualTo("/api/items");
        }
    }

    @Test
    void aVisibleFieldOpensADoorAsWellAsASecretOne() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var credential = Forms.credential(Map.of("app", "a"), Map.of("auth_key", "k"));
            answer(gate.egress(form(), credential).send(through("console")));
            assertThat(server.seen().getFirst().target()).isEqualTo("/a/items");
        }
    }

    @Test
    void withoutAnOpenDoorNothingIsResolvedOrSentAndTheCallerLearnsWhatIsMissing() {
        var lookups = new AtomicInteger();
        try (var gate = GateUnderTest.overridden(GateUnderTest.PATIENT, "", _ -> {
            lookups.incrementAndGet();
            return List.of(InetAddress.ofLiteral("10.0.0.1"));
        })) {
            assertThat(gate.egress(form(), Forms.secrets(REST)).send(through("console")))
                    .isEqualTo(incomplete("Add the auth-key."));
            assertThat(lookups).hasValue(0);
        }
    }

    @Test
    void aFormWithoutTheDoorSaysThatAnotherWayOfConnectingIsNeeded() {
        try (var gate = GateUnderTest.overridden(GateUnderTest.PATIENT, "", GateUnderTest.nothingResolves())) {
            assertThat(gate.egress(form(), Forms.secrets(REST)).send(through("backstage")))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure())
                                    .isInstanceOfSatisfying(
                                            Failure.ConnectionIncomplete.class,
                                            incomplete -> assertThat(incomplete.missing())
                                                    .contains("in another way"))
                                    .asString()
                                    .doesNotContain("backstage"));
        }
    }

    @Test
    void aDoorsAddressIsVettedLikeTheFormsOwn() throws IOException {
        try (var canary = RecordingServer.start("127.0.0.9", 0, exchange -> exchange.sendResponseHeaders(200, -1));
                var gate = GateUnderTest.overridden(
                        GateUnderTest.PATIENT, "", _ -> List.of(canary.address().getAddress()))) {
            var credential = Forms.secrets(Map.of("app", "a", "auth_key", "k", "region", "us"));
            assertThat(gate.egress(form(), credential).send(through("console")))
                    .isEqualTo(Outcome.<UpstreamAnswer>failed(new Failure.EgressDenied()));
            assertThat(canary.seen()).isEmpty();
        }
    }

    private static RecordingServer.Seen seen(String door, Map<String, String> fields) throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            answer(gate.egress(form(), Forms.secrets(fields)).send(through(door)));
            return server.seen().getFirst();
        }
    }

    private static ConnectionForm form() {
        return new ConnectionForm(
                "form",
                "Form",
                Forms.PUBLIC,
                List.of(),
                List.of(new Placement.Header("rest", "{rest_key}")),
                Map.of("console", new Doors(List.of(DEVELOPER, USER), "Add the auth-key.")),
                Optional.empty());
    }

    private static UpstreamRequest through(String door) {
        return new UpstreamRequest(
                HttpMethod.GET,
                new PathTemplate("/template", List.of()),
                "/items",
                "",
                List.of(),
                Optional.empty(),
                door,
                false);
    }

    private static Outcome<UpstreamAnswer> incomplete(String missing) {
        return Outcome.failed(new Failure.ConnectionIncomplete(GateUnderTest.TOOLKIT, missing));
    }
}

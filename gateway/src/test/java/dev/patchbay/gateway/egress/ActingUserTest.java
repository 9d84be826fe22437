package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.ActingUser;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose user a request is sent for: the call's own, else the account's, and nobody when the request says so. */
class ActingUserTest {
    private static final Map<String, String> SIGNED_IN = Map.of("user_token", "token-of-the-account");
    private static final List<Header> NONE = List.of();
    private static final List<Header> OWN = List.of(new Header("User-Token", "token-of-the-call"));

    @Test
    void theAccountsUserActsWhenTheCallNamesNone() throws IOException {
        assertThat(sent(SIGNED_IN, NONE, false)).containsExactly("token-of-the-account");
    }

    @Test
    void nobodyActsWhenTheAccountHasNoUser() throws IOException {
        assertThat(sent(Map.of(), NONE, false)).isNull();
        assertThat(sent(Map.of("user_token", ""), NONE, false)).isNull();
    }

    @Test
    void theCallsOwnUserWinsHoweverItsHeaderIsSpelt() throws IOException {
        assertThat(sent(SIGNED_IN, OWN, false)).containsExactly("token-of-the-call");
    }

    @Test
    void nobodyActsInAnAnonymousRequest() throws IOException {
        assertThat(sent(SIGNED_IN, NONE, true)).isNull();
    }

    @Test
    void anAnonymousRequestKeepsTheUserThatTheCallNames() throws IOException {
        assertThat(sent(SIGNED_IN, OWN, true)).containsExactly("token-of-the-call");
    }

    @Test
    void theAccountsUserIsTakenOutOfTheAnswerAndTheCallsIsNot() throws IOException {
        try (var server = RecordingServer.answering("token-of-the-account token-of-the-call");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var answer = answer(gate.egress(form(), Forms.secrets(SIGNED_IN)).send(request(OWN, false)));
            assertThat(answer.body()).asString(StandardCharsets.UTF_8).isEqualTo("[redacted] token-of-the-call");
        }
    }

    private static @Nullable List<String> sent(Map<String, String> secrets, List<Header> headers, boolean anonymous)
            throws IOException {
        try (var server = RecordingServer.answering("{}");
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            answer(gate.egress(form(), Forms.secrets(secrets)).send(request(headers, anonymous)));
            return server.seen().getFirst().headers().get("user-token");
        }
    }

    private static ConnectionForm form() {
        return new ConnectionForm(
                "form",
                "Form",
                Forms.PUBLIC,
                List.of(),
                List.of(new Placement.None()),
                Map.of(),
                Optional.of(new ActingUser("user-token", "user_token")));
    }

    private static UpstreamRequest request(List<Header> headers, boolean anonymous) {
        return new UpstreamRequest(
                HttpMethod.GET,
                new PathTemplate("/template", List.of()),
                "/items",
                "",
                headers,
                Optional.empty(),
                "",
                anonymous);
    }
}

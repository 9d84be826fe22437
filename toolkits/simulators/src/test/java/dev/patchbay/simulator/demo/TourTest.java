package dev.patchbay.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.simulator.http.Exchange;
import dev.patchbay.simulator.http.Fault;
import dev.patchbay.simulator.http.FaultRule;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.LocalServer;
import dev.patchbay.simulator.http.SimulatedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TourTest {
    @TempDir
    Path directory = Path.of("");

    private final LocalServer gateway = LocalServer.start(0, new StubGateway(), new SimulatedClock(Clock.systemUTC()));
    private final List<String> printed = new ArrayList<>();
    private Path keyFile = Path.of("");

    @BeforeEach
    void writeKey() throws IOException {
        keyFile = Files.writeString(directory.resolve("api-key"), "ak_demo\n");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aFirstTourConnectsBothAccountsAndCallsBothServices() {
        assertThat(Demo.tour(gateway.origin(), keyFile, printed::add)).isTrue();

        assertThat(posts("/api/v3.1/auth_configs")).hasSize(2);
        var accounts = posts("/api/v3.1/connected_accounts");
        assertThat(accounts).hasSize(2);
        assertThat(Json.parse(accounts.getFirst().body().text()))
                .contains(Json.literal(("{'auth_config':{'id':'ac_scale_ai'},'connection':{'user_id':'ada','state':"
                                + "{'authScheme':'API_KEY','val':{'api_key':'test_sim_orchard_01'}}}}")
                        .replace('\'', '"')));
        assertThat(String.join("\n", printed))
                .contains(
                        "done SCALE_AI_CREATE_BATCH",
                        "done BACKENDLESS_GET_COUNTER_VALUE",
                        "export PATCHBAY_TOKEN='session-token'",
                        "bearer_token_env_var = \"PATCHBAY_TOKEN\"",
                        "claude mcp add --transport http patchbay " + gateway.origin());
    }

    @Test
    void aSecondTourUsesWhatIsThere() {
        Demo.tour(gateway.origin(), keyFile, printed::add);
        Demo.tour(gateway.origin(), keyFile, printed::add);

        assertThat(posts("/api/v3.1/auth_configs")).hasSize(2);
        assertThat(posts("/api/v3.1/connected_accounts")).hasSize(2);
        assertThat(posts("/api/v3.1/tool_router/session")).hasSize(2);
        assertThat(printed).anyMatch(line -> line.contains("(connected before)"));
    }

    @Test
    void theNegotiatedVersionIsSentAfterInitialize() {
        Demo.tour(gateway.origin(), keyFile, printed::add);

        var versions = posts("/tool_router/trs_1/mcp").stream()
                .map(exchange -> exchange.headers().getOrDefault("mcp-protocol-version", List.of()))
                .toList();
        assertThat(versions.getFirst()).isEmpty();
        assertThat(versions.subList(1, versions.size())).hasSize(5).containsOnly(List.of("2025-06-18"));
    }

    @Test
    void aFailureShowsTheGatewaysAnswer() throws IOException {
        Files.writeString(keyFile, "ak_wrong");

        assertThat(Demo.tour(gateway.origin(), keyFile, printed::add)).isFalse();

        assertThat(printed.getLast()).contains("401", "Invalid API key");
    }

    @Test
    void aGatewayThatIsNotReadyYetIsAskedAgain() {
        gateway.fault(FaultRule.once("GET", "/q/health/ready", new Fault.Status(503)));

        assertThat(Demo.tour(gateway.origin(), keyFile, printed::add)).isTrue();
    }

    private List<Exchange> posts(String path) {
        return gateway.journal().stream()
                .filter(exchange ->
                        exchange.method().equals("POST") && exchange.rawPath().equals(path))
                .toList();
    }
}

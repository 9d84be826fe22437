package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log names toolkit, method, template, result and time; never where a call went or with what. */
class EgressLogTest {
    private static final List<String> LOGGERS = List.of("dev.patchbay", "io.vertx", "io.netty");
    private static final Map<String, String> KEY = Map.of("key", "marker-of-the-key");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(String.format("%s %s", logged.getMessage(), List.of(parameters(logged))));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGERS.forEach(name -> {
            Logger.getLogger(name).addHandler(handler);
            Logger.getLogger(name).setLevel(Level.FINE);
        });
    }

    @AfterEach
    void stopListening() {
        LOGGERS.forEach(name -> {
            Logger.getLogger(name).removeHandler(handler);
            Logger.getLogger(name).setLevel(null);
        });
    }

    @Test
    void nothingThatWasSentIsLogged() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var hangsUp = RawServer.start(RawServer::readHead)) {
            for (var address : List.of(server.address(), hangsUp.address())) {
                try (var gate = GateUnderTest.to(GateUnderTest.PATIENT, address)) {
                    gate.egress(new Placement.PathPrefix("/{key}"), KEY)
                            .send(Forms.request(
                                    HttpMethod.GET,
                                    "/marker-of-the-path",
                                    "q=marker-of-the-query",
                                    List.of(new Header("x-token", "marker-of-the-header")),
                                    Optional.empty()));
                    gate.egress(new Placement.PathPrefix("/{absent}"), KEY).send(Forms.get("/marker-of-the-path"));
                }
            }
        }
        fetchMarkedAddresses();
        assertThat(lines).anyMatch(line -> line.contains("Egress denied: fetching"));
        assertThat(lines).anyMatch(line -> line.contains("/template") && line.contains("demo") && line.contains("200"));
        assertThat(lines).anyMatch(line -> line.contains("Egress denied") && line.contains("/template"));
        assertThat(lines).noneMatch(line -> line.contains("marker-of") || line.contains("127.0.0.1"));
    }

    @Test
    void whatIsListedIsPrintedAtStart() {
        EgressGate.allowList(List.of("127.0.0.1:8091", "10.1.2.3:443"), false, false);
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("10.1.2.3:443", "127.0.0.1:8091"));
    }

    private static void fetchMarkedAddresses() throws IOException {
        try (var server = RecordingServer.answering("{}");
                var hangsUp = RawServer.start(RawServer::readHead);
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address(), hangsUp.address())) {
            for (String url : List.of(
                    "http://127.0.0.1:" + server.address().getPort() + "/marker-of-the-path",
                    "http://127.0.0.1:" + hangsUp.address().getPort() + "/marker-of-the-path",
                    "https://marker-of-the-name.example.com/?q=marker-of-the-query",
                    "https://127.0.0.1/marker-of-the-path",
                    "https://marker-of-the-user@example.com/")) {
                assertThat(gate.fetch().fetch(url, 100).toString()).doesNotContain("marker-of", "127.0.0.1");
                assertThat(gate.fetch().fetchAnswer(url).toString()).doesNotContain("marker-of", "127.0.0.1");
            }
        }
    }

    private static Object[] parameters(LogRecord logged) {
        return logged.getParameters() == null ? new Object[0] : logged.getParameters();
    }
}

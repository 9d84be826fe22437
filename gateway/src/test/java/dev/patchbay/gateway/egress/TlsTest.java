package dev.patchbay.gateway.egress;

import static dev.patchbay.gateway.egress.EgressGateTest.answer;
import static dev.patchbay.gateway.egress.EgressGateTest.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate counts for the name that was asked for, not for the address that was dialled. */
class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final AtomicInteger requests = new AtomicInteger();

    private static HttpsServer server;
    private static Path keys;

    @BeforeAll
    static void startServer(@TempDir Path folder) throws Exception {
        keys = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=right.example.com",
                        "-ext",
                        "san=dns:right.example.com",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext()));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stopServer() {
        server.stop(0);
    }

    @Test
    void theRightNameIsAccepted() {
        try (var gate = gate("right.example.com", TlsTest::trusted)) {
            assertThat(answer(gate.egress().send(Forms.get("/"))).status()).isEqualTo(200);
        }
    }

    @Test
    void anotherNameAtTheSameAddressIsRefused() {
        int before = requests.get();
        try (var gate = gate("wrong.example.com", TlsTest::trusted)) {
            assertUnavailable(gate.egress().send(Forms.get("/")), false, "TLS");
        }
        assertThat(requests).hasValue(before);
    }

    @Test
    void anUntrustedIssuerIsRefused() {
        int before = requests.get();
        try (var gate = gate("right.example.com", UnaryOperator.identity())) {
            assertUnavailable(gate.egress().send(Forms.get("/")), false, "TLS");
        }
        assertThat(requests).hasValue(before);
    }

    private static GateUnderTest gate(String name, UnaryOperator<HttpClientOptions> trust) {
        return GateUnderTest.trusting(
                trust,
                "https://" + name + ":" + server.getAddress().getPort(),
                _ -> List.of(LOOPBACK),
                server.getAddress());
    }

    private static HttpClientOptions trusted(HttpClientOptions options) {
        return options.setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword(PASSWORD));
    }

    private static SSLContext serverContext() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}

package dev.patchbay.gateway;

import dev.patchbay.migrations.TestDatabase;
import dev.patchbay.simulator.backendless.BackendlessSimulator;
import dev.patchbay.simulator.scale.ScaleSimulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What a gateway under test needs: a migrated database used as the role that owns nothing, a fresh key-encryption key, a data
 * directory, a port known beforehand, and both services simulated on loopback.
 */
public final class GatewayResource implements QuarkusTestResourceLifecycleManager {
    /** Of web pages that may use MCP addresses. */
    static final String ALLOWED_ORIGIN = "https://chat.example";

    /** System property with the address of the Scale simulator, whose request log tests read. */
    static final String SCALE_ORIGIN = "test.scale-origin";

    static final String BACKENDLESS_ORIGIN = "test.backendless-origin";

    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final BackendlessSimulator backendless = BackendlessSimulator.start(0);

    @Override
    public Map<String, String> start() {
        var database = TestDatabase.emptyDatabase();
        var home = home();
        var port = String.valueOf(freePort());
        var properties = new HashMap<String, String>();
        properties.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        properties.put("quarkus.datasource.username", TestDatabase.APP.user());
        properties.put("quarkus.datasource.password", TestDatabase.APP.password());
        properties.put("quarkus.flyway.username", TestDatabase.OWNER.user());
        properties.put("quarkus.flyway.password", TestDatabase.OWNER.password());
        properties.put("quarkus.flyway.placeholders.runtime_role", TestDatabase.APP.user());
        properties.put("patchbay.database.allow-lossy", "true"); // the test server trades safety for speed
        properties.put("patchbay.http.body-timeout", "8S");
        properties.put("patchbay.allowed-origins", ALLOWED_ORIGIN);
        properties.put("quarkus.http.port", port);
        properties.put("quarkus.http.test-port", port);
        properties.put("patchbay.home", home.toString());
        properties.put("patchbay.kek-file", home.resolve("kek").toString());
        properties.put("patchbay.toolkit.scale_ai.base-url", scale.origin() + "/v1");
        properties.put("patchbay.toolkit.backendless.base-url", backendless.origin());
        properties.put("patchbay.egress.dev-allow", "127.0.0.1:" + scale.port() + ",127.0.0.1:" + backendless.port());
        properties.put(SCALE_ORIGIN, scale.origin());
        properties.put(BACKENDLESS_ORIGIN, backendless.origin());
        return properties;
    }

    @Override
    public void stop() {
        scale.close();
        backendless.close();
    }

    private static Path home() {
        try {
            var home = Files.createTempDirectory("patchbay-test");
            var key = new byte[32];
            new SecureRandom().nextBytes(key);
            var file = Files.createFile(
                    home.resolve("kek"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "k1:" + Base64.getEncoder().encodeToString(key) + "\n");
            return home;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}

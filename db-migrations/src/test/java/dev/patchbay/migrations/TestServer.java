package dev.patchbay.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one server of this JVM.
 *
 * @param address everything of the JDBC address before the database's name
 */
record TestServer(String address, String superuser, String password) {
    static final TestServer RUNNING = start();

    private static TestServer start() {
        var server = switch (System.getProperty("test.db", "").toLowerCase(Locale.ROOT)) {
            case "embedded" -> embedded();
            case "container" -> container();
            case "" -> dockerAnswers() ? container() : embedded();
            default -> throw new IllegalArgumentException("test.db is embedded or container");
        };
        server.execute("CREATE ROLE " + login(TestDatabase.OWNER));
        server.execute("CREATE ROLE " + login(TestDatabase.APP));
        return server;
    }

    /** Asking Docker where there is none takes seconds, so its traces are looked for first. */
    private static boolean dockerAnswers() {
        return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
                && DockerClientFactory.instance().isDockerAvailable();
    }

    private static TestServer embedded() {
        try {
            var postgres = EmbeddedPostgres.start();
            return new TestServer("jdbc:postgresql://localhost:" + postgres.getPort() + "/", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("resource") // lives as long as the JVM; its own reaper removes it
    private static TestServer container() {
        var postgres = new PostgreSQLContainer("postgres:18");
        postgres.start();
        var address = "jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/";
        return new TestServer(address, postgres.getUsername(), postgres.getPassword());
    }

    private static String login(TestDatabase.Credentials who) {
        return who.user() + " LOGIN PASSWORD '" + who.password() + "'";
    }

    String jdbcUrl(String database) {
        return address + database;
    }

    void execute(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), superuser, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return address;
    }
}

package dev.patchbay.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, really killed. */
class EmbeddedDatabaseIT {
    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    private static Path shared;

    private static Path programs;

    @TempDir
    private Path folder;

    private DataDirectory directory;

    @BeforeAll
    static void unpackOnce() throws Exception {
        programs = PostgresPrograms.unpackInto(shared);
    }

    @BeforeEach
    void open() throws Exception {
        directory = DataDirectory.open(folder.resolve("home with spaces"));
        Files.createSymbolicLink(directory.pg().resolve(programs.getFileName()), programs);
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    @Test
    void rowsSurviveAnOrderlyRestartAndTheDeathOfTheServer() throws Exception {
        DatabaseAccess first;
        try (var database = start()) {
            first = database.access();
            write(first, "orderly");
        }
        long killed;
        try (var database = start()) {
            assertThat(database.access()).as("same port and passwords").isEqualTo(first);
            write(database.access(), "killed");
            killed = postmaster();
            kill(killed);
        }
        try (var database = start()) {
            assertThat(postmaster()).isNotEqualTo(killed);
            assertThat(names(database.access())).isEqualTo("killed,orderly");
        }
    }

    @Test
    void aServerLeftBehindIsStoppedAndItsRowsAreKept() throws Exception {
        @SuppressWarnings("resource") // left behind on purpose: what a gateway that was killed leaves
        DatabaseAccess orphan = start().access();
        write(orphan, "orphan");
        long left = postmaster();

        try (var database = start()) {
            assertThat(postmaster()).isNotEqualTo(left);
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() ->
                            !ProcessHandle.of(left).map(ProcessHandle::isAlive).orElse(false));
            assertThat(names(database.access())).isEqualTo("orphan");
        }
    }

    @Test
    void aProcessIdThatWentToSomebodyElseIsLeftAlone() throws Exception {
        try (var database = start()) {
            write(database.access(), "kept");
        }
        Files.writeString(
                directory.pg().resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + directory.pg().resolve("data") + "\n");

        try (var database = start()) {
            assertThat(names(database.access())).isEqualTo("kept");
        }
    }

    @Test
    void anotherPortIsTakenWhenTheLastOneIsBusy() throws Exception {
        DatabaseAccess first;
        try (var database = start()) {
            first = database.access();
        }
        int port = Integer.parseInt(Files.readString(directory.pg().resolve("port")));
        try (var busy = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"));
                var database = start()) {
            assertThat(busy.getLocalPort()).isEqualTo(port);
            assertThat(database.access().url()).isNotEqualTo(first.url());
        }
    }

    private EmbeddedDatabase start() throws IOException, StartRefused {
        return EmbeddedDatabase.start(directory, RANDOM);
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(directory.pg().resolve("data/postmaster.pid"))
                .getFirst());
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        await().atMost(10, TimeUnit.SECONDS).until(() -> !process.isAlive());
    }

    private static Connection asOwner(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
    }

    private static void write(DatabaseAccess access, String name) throws SQLException {
        try (Connection connection = asOwner(access);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (name text)");
            statement.execute("insert into kept values ('" + name + "')");
        }
    }

    private static String names(DatabaseAccess access) throws SQLException {
        try (Connection connection = asOwner(access);
                Statement statement = connection.createStatement()) {
            return text(statement, "select string_agg(name, ',' order by name) from kept");
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

package dev.patchbay.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fresh embedded server allows and how it is set; the tests only look. */
class EmbeddedDatabaseSetupIT {
    private static DataDirectory directory;
    private static EmbeddedDatabase database;
    private static DatabaseAccess access;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        directory = DataDirectory.open(folder.resolve("home"));
        database = EmbeddedDatabase.start(directory, new SecureRandom());
        access = database.access();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        directory.close();
    }

    @Test
    void nobodyEntersWithoutTheRightPassword() throws Exception {
        for (String user : new String[] {access.user(), access.ownerUser(), "postgres"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(access.url(), user, "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));
        }
        assertThat(Files.readString(directory.pg().resolve("data/pg_hba.conf"))).doesNotContain("trust");
    }

    @Test
    void theServerIsSetUpForKeepingSecrets() throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(access.url(), access.ownerUser(), access.ownerPassword());
                Statement statement = connection.createStatement()) {
            var wanted = Map.of(
                    "fsync", "on",
                    "full_page_writes", "on",
                    "synchronous_commit", "on",
                    "listen_addresses", "127.0.0.1",
                    "password_encryption", "scram-sha-256",
                    "data_checksums", "on",
                    "server_encoding", "UTF8",
                    "log_min_error_statement", "panic",
                    "log_timezone", "UTC");
            for (var setting : wanted.entrySet()) {
                assertThat(text(statement, "show " + setting.getKey()))
                        .as(setting.getKey())
                        .isEqualTo(setting.getValue());
            }
            assertThat(text(statement, "select string_agg(rolname, ',' order by rolname) from pg_roles where rolsuper"))
                    .isEqualTo("postgres");
            assertThat(text(
                            statement,
                            "select pg_get_userbyid(datdba)::text from pg_database where datname='patchbay'"))
                    .isEqualTo("patchbay_owner");
        }
        for (String name : new String[] {"pg-superuser", "pg-owner", "pg-app"}) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(directory.keys().resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theRuntimeRoleCannotCreateAnything() throws Exception {
        try (Connection connection = DriverManager.getConnection(access.url(), access.user(), access.password());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create table public.x (n int)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}

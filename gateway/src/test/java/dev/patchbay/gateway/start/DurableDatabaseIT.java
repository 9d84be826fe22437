package dev.patchbay.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that really run with these settings. */
class DurableDatabaseIT {
    private static EmbeddedPostgres safe;

    @BeforeAll
    static void aSafeServer() throws IOException {
        safe = safely().start();
    }

    @AfterAll
    static void stop() throws IOException {
        safe.close();
    }

    private static EmbeddedPostgres.Builder safely() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    @Test
    void aServerThatKeepsWhatItAcknowledgesIsAccepted() {
        assertThatCode(() -> new DurableDatabase(safe.getPostgresDatabase(), false).check())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
    void aServerWithOneOfThemOffIsRefusedByName(String setting) throws IOException {
        try (var lossy = safely().setServerConfig(setting, "off").start()) {
            assertThatThrownBy(() -> new DurableDatabase(lossy.getPostgresDatabase(), false).check())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(setting + " is off")
                    .hasMessageContaining("ALTER SYSTEM SET " + setting + " = on");
        }
    }

    @Test
    void aRoleThatCommitsCarelesslyIsRefused() throws SQLException {
        execute(
                safe.getPostgresDatabase(),
                "create role careless login; alter role careless set synchronous_commit = off");

        assertThatThrownBy(() -> new DurableDatabase(safe.getDatabase("careless", "postgres"), false).check())
                .hasMessageContaining("synchronous_commit is off")
                .hasMessageContaining("ALTER ROLE");
    }

    @Test
    void synchronousCommitOnTheLocalDiskAloneIsEnough() throws SQLException {
        execute(safe.getPostgresDatabase(), "create role local login; alter role local set synchronous_commit = local");

        try (var connection = safe.getDatabase("local", "postgres").getConnection()) {
            assertThat(DurableDatabase.flaws(connection)).isEmpty();
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

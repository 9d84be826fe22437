package dev.patchbay.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
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

    /** Also where the server is as it should be: whoever sets it there means another installation. */
    @Test
    void inProductionTheSwitchForThrowAwayDatabasesIsRefused() {
        assertThatCode(() -> inProfile("test", () -> new DurableDatabase(safe.getPostgresDatabase(), true).check()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> inProfile("prod", () -> new DurableDatabase(safe.getPostgresDatabase(), true).check()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("patchbay.database.allow-lossy must not be set in profile prod");
    }

    /** A configuration is found by the loader of the thread that asks. */
    private static void inProfile(String profile, Runnable work) throws IOException {
        var thread = Thread.currentThread();
        var usual = thread.getContextClassLoader();
        var providers = ConfigProviderResolver.instance();
        try (var loader = new URLClassLoader(new URL[0], usual)) {
            var config = new SmallRyeConfigBuilder().withProfile(profile).build();
            providers.registerConfig(config, loader);
            thread.setContextClassLoader(loader);
            try {
                work.run();
            } finally {
                thread.setContextClassLoader(usual);
                providers.releaseConfig(config);
            }
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.patchbay.migrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * A database of its own on a PostgreSQL that is started once per JVM and ends with it: a container where Docker answers,
 * embedded binaries elsewhere; {@code -Dtest.db=embedded|container} forces one.
 *
 * <p>Nobody drops these databases; the server's data goes with the server.
 */
public final class TestDatabase {
    /** Owns the database and its schema, is no superuser: migrates. */
    public static final Credentials OWNER = new Credentials("patchbay_owner", "owner-of-a-test");

    /** Owns nothing: what the application runs as. */
    public static final Credentials APP = new Credentials("patchbay_app", "app-of-a-test");

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String TEMPLATE = "patchbay_template";

    private final String jdbcUrl;

    private TestDatabase(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
    }

    /** An isolated database with today's schema and no rows. */
    public static TestDatabase freshDatabase() {
        return create("TEMPLATE " + Migrated.TEMPLATE_NAME);
    }

    /** An isolated database with nothing in it. */
    public static TestDatabase emptyDatabase() {
        return create("");
    }

    public String jdbcUrl() {
        return jdbcUrl;
    }

    public Connection connectAs(Credentials who) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, who.user(), who.password());
    }

    /** Flyway as the migration step of a deployment runs it. */
    public FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(jdbcUrl, OWNER.user(), OWNER.password())
                .placeholders(Map.of("runtime_role", APP.user()));
    }

    private static TestDatabase create(String template) {
        return create("test_" + COUNT.incrementAndGet(), template);
    }

    private static TestDatabase create(String name, String template) {
        TestServer.RUNNING.execute("CREATE DATABASE " + name + " OWNER " + OWNER.user() + " " + template);
        return new TestDatabase(TestServer.RUNNING.jdbcUrl(name));
    }

    /** A login of the test server. */
    public record Credentials(String user, String password) {}

    /** Migrated once, then copied: a copy takes a tenth of the time. */
    private static final class Migrated {
        private static final String TEMPLATE_NAME = migrate();

        private static String migrate() {
            create(TEMPLATE, "").flyway().load().migrate();
            return TEMPLATE;
        }
    }
}

package dev.patchbay.gateway.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * PostgreSQL as a child of this gateway, for those who have none: data in {@code pg/}, passwords in {@code keys/}, loopback
 * only. Rows that were acknowledged survive the death of either process.
 */
final class EmbeddedDatabase implements ShutdownOrder.Closing {
    private static final String NAME = "patchbay";
    private static final String OWNER = "patchbay_owner";
    private static final String APP = "patchbay_app";

    private final PostgresServer server;
    private final DatabaseAccess access;

    private EmbeddedDatabase(PostgresServer server, DatabaseAccess access) {
        this.server = server;
        this.access = access;
    }

    static EmbeddedDatabase start(DataDirectory directory, SecureRandom random) throws IOException, StartRefused {
        Path keys = directory.keys();
        String superuser = password(keys, "pg-superuser", random);
        String owner = password(keys, "pg-owner", random);
        String app = password(keys, "pg-app", random);
        var server =
                new PostgresServer(directory.pg(), new PostgresCommands(PostgresPrograms.unpackInto(directory.pg())));
        int port = server.start(keys.resolve("pg-superuser"));
        var access = new DatabaseAccess(url(port, NAME), APP, app, OWNER, owner);
        try (Connection connection =
                        DriverManager.getConnection(url(port, "postgres"), PostgresServer.SUPERUSER, superuser);
                Statement statement = connection.createStatement()) {
            prepare(statement, access);
        } catch (SQLException refused) {
            server.stop();
            throw new StartRefused(
                    "The embedded database",
                    "refuses its superuser (" + refused.getMessage() + ")",
                    "Restore " + keys.resolve("pg-superuser") + " as it was when the database was made");
        }
        return new EmbeddedDatabase(server, access);
    }

    DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }

    /** The files are the truth: a password that was replaced there holds from the next start. */
    private static void prepare(Statement statement, DatabaseAccess access) throws SQLException {
        role(statement, OWNER, access.ownerPassword());
        role(statement, APP, access.password());
        if (isEmpty(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
            statement.execute("create database " + NAME + " owner " + OWNER);
        }
        statement.execute("revoke all on database " + NAME + " from public");
        statement.execute("grant connect on database " + NAME + " to " + APP);
        statement.execute("revoke all on database postgres from public");
    }

    /** Passwords are hexadecimal, so they need no escaping here. */
    private static void role(Statement statement, String role, String password) throws SQLException {
        if (isEmpty(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
            statement.execute("create role " + role);
        }
        statement.execute("alter role " + role + " with login nosuperuser nocreatedb nocreaterole noreplication"
                + " nobypassrls password '" + password + "'");
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static String password(Path keys, String name, SecureRandom random) throws IOException, StartRefused {
        String password = OwnerOnlyFile.readOrCreate(keys.resolve(name), () -> {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
        if (!password.matches("[0-9a-f]{64}")) {
            throw new StartRefused(
                    keys.resolve(name).toString(), "does not hold 64 hexadecimal digits", "Restore it from a backup");
        }
        return password;
    }
}

package dev.patchbay.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Row-level security alone, for every table that a tenant owns: taken from the database's own catalogue, so that a new table
 * is covered without a word here. In this database the runtime role may do everything to every table and no constraint or
 * trigger stands in the way, so what is refused is refused by the policies.
 */
class EveryTenantTableIT {
    private static final String DENIED = "42501";
    private static final TestDatabase DATABASE = TestDatabase.freshDatabase();

    /** What an ended transaction leaves, what was never set, and a tenant that does not exist. */
    private static final List<String> NOBODY = List.of("SELECT 1", bind(""), bind("nobody"), bind("b"), bind("A%"));

    @BeforeAll
    static void aRowOfEachTenantInEveryTable() throws SQLException {
        try (var admin = superuser()) {
            execute(admin, "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + TestDatabase.APP.user());
            execute(admin, "SET session_replication_role = replica"); // neither foreign keys nor triggers
            for (var constraint : texts(
                    admin,
                    "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint"
                            + " WHERE connamespace = 'public'::regnamespace AND contype = 'c'")) {
                execute(admin, constraint);
            }
            for (var table : tables()) {
                // What is only ever added to is refused by a trigger before any policy is asked; see RowLevelSecurityIT
                // for it.
                execute(admin, "ALTER TABLE " + table.name + " DISABLE TRIGGER USER");
                for (var tenant : List.of("A", "B")) {
                    execute(admin, insert(admin, table, tenant));
                }
            }
        }
    }

    static List<Table> tables() throws SQLException {
        try (var admin = superuser()) {
            return Stream.concat(
                            Stream.of("tenant id"),
                            texts(
                                    admin,
                                    "SELECT c.relname || ' tenant_id' FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                                            + " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
                                            + " AND NOT c.relispartition AND a.attname = 'tenant_id' ORDER BY 1")
                                    .stream())
                    .map(found -> found.split(" ", 2))
                    .map(found -> new Table(found[0], found[1]))
                    .toList();
        }
    }

    @Test
    void theTablesOfTheFirstSchemaAreAmongThem() throws SQLException {
        assertThat(tables())
                .extracting(Table::name)
                .contains("tenant", "api_key", "connected_account", "account_secret", "session", "stored_file");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void itsTenantSeesExactlyItsOwnRow(Table table) throws SQLException {
        try (var app = as(bind("A"))) {
            assertThat(texts(app, "SELECT " + table.owner + " FROM " + table.name))
                    .containsExactly("A");
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anotherTenantNeitherSeesNorChangesNorDeletesIt(Table table) throws SQLException {
        try (var app = as(bind("B"))) {
            assertThat(texts(app, "SELECT " + table.owner + " FROM " + table.name + table.whereA()))
                    .isEmpty();
            assertThat(execute(app, table.touch() + table.whereA())).isZero();
            assertThat(execute(app, "DELETE FROM " + table.name + table.whereA()))
                    .isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void withoutATenantNobodySeesOrTouchesAnything(Table table) throws SQLException {
        for (var context : NOBODY) {
            try (var app = as(context)) {
                assertThat(texts(app, "SELECT " + table.owner + " FROM " + table.name))
                        .isEmpty();
                assertThat(execute(app, table.touch())).isZero();
                assertThat(execute(app, "DELETE FROM " + table.name)).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void nobodyElseWritesARowForIt(Table table) throws SQLException {
        var contexts = new ArrayList<>(NOBODY);
        contexts.add(bind("B"));
        for (var context : contexts) {
            try (var admin = superuser();
                    var app = as(context)) {
                assertThatThrownBy(() -> execute(app, insert(admin, table, "A")))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void nobodyGivesItARowOfTheirOwn(Table table) throws SQLException {
        try (var app = as(bind("B"))) {
            assertThatThrownBy(() -> execute(app, "UPDATE " + table.name + " SET " + table.owner + " = 'A'"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
        }
    }

    /** @param owner the column that names the tenant */
    record Table(String name, String owner) {
        String whereA() {
            return " WHERE " + owner + " = 'A'";
        }

        String touch() {
            return "UPDATE " + name + " SET " + owner + " = " + owner;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A row of the tenant, each column filled by its type alone. */
    private static String insert(Connection admin, Table table, String tenant) throws SQLException {
        var columns = texts(
                admin,
                "SELECT quote_ident(attname) || ' ' || CASE attname WHEN '" + table.owner + "' THEN '''" + tenant
                        + "''' ELSE CASE format_type(atttypid, NULL)"
                        + " WHEN 'text' THEN '''" + tenant + "'''"
                        + " WHEN 'bytea' THEN 'convert_to(''" + tenant + "'', ''UTF8'')'"
                        + " WHEN 'integer' THEN '1' WHEN 'bigint' THEN '1' WHEN 'boolean' THEN 'true'"
                        + " WHEN 'jsonb' THEN '''{}''' WHEN 'uuid' THEN 'gen_random_uuid()' WHEN 'text[]' THEN '''{}'''"
                        // Far ahead, because what has expired may be deleted by anyone.
                        + " WHEN 'timestamp with time zone' THEN '''2999-01-01''' ELSE 'unknown_type_add_it_here' END END"
                        + " FROM pg_attribute WHERE attrelid = '" + table.name
                        + "'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity <> 'a'");
        return "INSERT INTO " + table.name + " ("
                + columns.stream().map(column -> column.split(" ", 2)[0]).collect(Collectors.joining(", "))
                + ") VALUES ("
                + columns.stream().map(column -> column.split(" ", 2)[1]).collect(Collectors.joining(", "))
                + ")";
    }

    private static String bind(String tenant) {
        return "SELECT set_config('app.tenant', '" + tenant + "', true)";
    }

    /** A connection as the runtime role whose transaction began with this and is rolled back when it is closed. */
    private static Connection as(String context) throws SQLException {
        var app = DATABASE.connectAs(TestDatabase.APP);
        app.setAutoCommit(false);
        execute(app, context);
        return app;
    }

    private static Connection superuser() throws SQLException {
        return DriverManager.getConnection(
                DATABASE.jdbcUrl(), TestServer.RUNNING.superuser(), TestServer.RUNNING.password());
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : statement.getUpdateCount();
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}

package dev.patchbay.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationsIT {

    @Test
    void anEmptyDatabaseMigratesAndASecondRunChangesNothing() {
        var flyway = TestDatabase.emptyDatabase().flyway().load();

        var first = flyway.migrate();
        var second = flyway.migrate();

        assertThat(first.migrationsExecuted)
                .isEqualTo(flyway.info().all().length)
                .isPositive();
        assertThat(second.migrationsExecuted).isZero();
    }

    @Test
    void eachFreshDatabaseIsItsOwn() throws Exception {
        var one = TestDatabase.freshDatabase();
        var other = TestDatabase.freshDatabase();

        try (var connection = one.connectAs(TestDatabase.OWNER);
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE tool_execution");
        }

        try (var connection = other.connectAs(TestDatabase.OWNER);
                var rows = connection.getMetaData().getTables(null, "public", "tool_execution", null)) {
            assertThat(rows.next()).isTrue();
        }
    }
}

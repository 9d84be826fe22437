package dev.patchbay.gateway.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.migrations.TestDatabase;
import dev.patchbay.migrations.TestDatabase.Credentials;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeRoleIT {
    private static final TestDatabase DATABASE = TestDatabase.freshDatabase();

    @Test
    void theRoleThatOnlyLogsInIsAccepted() throws SQLException {
        assertThat(flawsOf(TestDatabase.APP)).isEmpty();
    }

    @Test
    void theOwnerOfTheTablesIsRefused() throws SQLException {
        assertThat(flawsOf(TestDatabase.OWNER)).containsExactly("owns tables", "may create tables");
    }

    @Test
    void aRoleThatMayMakeTablesIsRefused() throws SQLException {
        try (var owner = DATABASE.connectAs(TestDatabase.OWNER);
                var statement = owner.createStatement()) {
            statement.execute("GRANT CREATE ON SCHEMA public TO " + TestDatabase.APP.user());
            assertThat(flawsOf(TestDatabase.APP)).containsExactly("may create tables");
            statement.execute("REVOKE CREATE ON SCHEMA public FROM " + TestDatabase.APP.user());
        }
        assertThat(flawsOf(TestDatabase.APP)).isEmpty();
    }

    private static List<String> flawsOf(Credentials role) throws SQLException {
        try (var connection = DATABASE.connectAs(role)) {
            return RuntimeRole.flaws(connection);
        }
    }
}

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
        assertThat(flawsOf(TestDatabase.OWNER)).containsExactly("owns tables");
    }

    private static List<String> flawsOf(Credentials role) throws SQLException {
        try (var connection = DATABASE.connectAs(role)) {
            return RuntimeRole.flaws(connection);
        }
    }
}

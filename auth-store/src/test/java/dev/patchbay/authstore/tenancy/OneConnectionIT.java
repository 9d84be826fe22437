package dev.patchbay.authstore.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A pool of one connection, so that whatever a request leaves on it meets the next (R03). */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
@TestProfile(OneConnectionIT.OfOne.class)
class OneConnectionIT {
    private static final String SEEN =
            "SELECT pg_backend_pid() || ' ' || coalesce('[' || current_setting('app.tenant', true) || ']', 'null') || ' '"
                    + " || (SELECT count(*) FROM app_user) || ' ' || (SELECT count(*) FROM tenant)";

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final AppUsers users;
    private final DataSource database;

    @Inject
    OneConnectionIT(TenantTransactions transactions, Tenants tenants, AppUsers users, DataSource database) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.users = users;
        this.database = database;
    }

    @Test
    void whatFollowsATenantOnTheSameConnectionSeesNothing() {
        var tenant = tenants.create("ours").id();
        users.ensure(tenant, "ada");
        var inside = transactions.call(tenant, this::seen);
        assertThat(inside).endsWith("[" + tenant.value() + "] 1 1");
        var connection = inside.substring(0, inside.indexOf(' '));

        // The setting reads '' now, not null, so '' must not count as "all".
        assertThat(seen()).isEqualTo(connection + " [] 0 0");
        assertThat(transactions.system(this::seen)).isEqualTo(connection + " [] 0 0");

        assertThatThrownBy(() -> transactions.run(tenant, () -> {
                    assertThat(seen()).contains(tenant.value());
                    throw new IllegalArgumentException("rolled back");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(seen()).isEqualTo(connection + " [] 0 0");

        var other = tenants.create("theirs").id();
        assertThat(transactions.call(other, this::seen)).isEqualTo(connection + " [" + other.value() + "] 0 1");
    }

    private String seen() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(SEEN)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static final class OfOne implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.jdbc.initial-size", "1",
                    "quarkus.datasource.jdbc.min-size", "1",
                    "quarkus.datasource.jdbc.max-size", "1");
        }
    }
}

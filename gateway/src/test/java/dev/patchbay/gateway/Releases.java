package dev.patchbay.gateway;

import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Does to a stored session what a release that drops a tool does: it names one that is not there. */
@ApplicationScoped
class Releases {
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final DataSource database;

    Releases(Tenants tenants, TenantTransactions transactions, DataSource database) {
        this.tenants = tenants;
        this.transactions = transactions;
        this.database = database;
    }

    /** The gateway must not have read the session within the last five seconds. */
    void drop(String present, String dropped, String session) {
        var changed = tenants.all().stream()
                .mapToInt(tenant -> transactions.call(tenant.id(), () -> rename(present, dropped, session)))
                .sum();
        if (changed != 1) {
            throw new IllegalStateException("no such session");
        }
    }

    private int rename(String present, String dropped, String session) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "UPDATE session SET config = replace(config::text, ?, ?)::jsonb WHERE id = ?")) {
            statement.setString(1, "\"" + present + "\"");
            statement.setString(2, "\"" + dropped + "\"");
            statement.setString(3, session);
            return statement.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}

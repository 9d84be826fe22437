package dev.patchbay.authstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.NewAccount;
import dev.patchbay.authstore.connection.NewAuthConfig;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.authstore.file.SessionFolder;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Sensible rows for tests, and a way behind the back of the code under test. */
@ApplicationScoped
public class Samples {
    public static final ToolkitSlug TOOLKIT = new ToolkitSlug("scale_ai");

    private final AtomicInteger sessions = new AtomicInteger();
    private final Tenants tenants;
    private final AuthConfigs configs;
    private final ConnectedAccounts accounts;
    private final TenantTransactions transactions;
    private final DataSource database;

    Samples(
            Tenants tenants,
            AuthConfigs configs,
            ConnectedAccounts accounts,
            TenantTransactions transactions,
            DataSource database) {
        this.tenants = tenants;
        this.configs = configs;
        this.accounts = accounts;
        this.transactions = transactions;
        this.database = database;
    }

    public TenantId aTenant() {
        return tenants.create("a tenant").id();
    }

    public AuthConfig aConfig(TenantId tenant) {
        return aConfig(tenant, TOOLKIT, "Scale");
    }

    public AuthConfig aConfig(TenantId tenant, ToolkitSlug toolkit, String name) {
        var access = JsonNodeFactory.instance.objectNode().put("some", "rule");
        return configs.create(tenant, new NewAuthConfig(toolkit, name, "API_KEY", access, true));
    }

    public ConnectedAccount anAccount(TenantId tenant, AuthConfig config, String user) {
        return made(accounts.create(tenant, newAccount(config, user, Optional.empty())));
    }

    /** A session's row, which the gateway makes otherwise. */
    public SessionFolder aSession(TenantId tenant, String user) {
        var folder = new SessionFolder("trs_" + tenant.value().substring(3) + sessions.incrementAndGet(), user);
        sql(
                tenant,
                "INSERT INTO app_user VALUES ('%s', '%s', now()) ON CONFLICT DO NOTHING"
                        .formatted(tenant.value(), user));
        sql(
                tenant,
                "INSERT INTO session VALUES ('%s', '%s', '%s', '{}', 1, 1, now(), now())"
                        .formatted(tenant.value(), folder.session(), user));
        return folder;
    }

    public static NewAccount newAccount(AuthConfig config, String user, Optional<String> alias) {
        return new NewAccount(
                user,
                config.id(),
                "api_key",
                alias,
                AccountStatus.ACTIVE,
                Optional.empty(),
                Sharing.PRIVATE,
                Map.of("api_key", "…abcd"));
    }

    public static ConnectedAccount made(AccountChange change) {
        return switch (change) {
            case AccountChange.Changed(var account) -> account;
            case AccountChange.AliasTaken taken -> throw new AssertionError(taken);
            case AccountChange.Absent absent -> throw new AssertionError(absent);
        };
    }

    /** Selects one text as the application's role, with the tenant bound. */
    public String text(TenantId tenant, String sql) {
        return transactions.call(tenant, () -> {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }

    /** Runs SQL as the application's role, with the tenant bound; returns the number of rows, or the number selected. */
    public long sql(TenantId tenant, String sql) {
        return transactions.call(tenant, () -> {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                if (!statement.execute(sql)) {
                    return (long) statement.getUpdateCount();
                }
                var rows = statement.getResultSet();
                rows.next();
                return rows.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        });
    }
}

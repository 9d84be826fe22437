package dev.patchbay.authstore.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under which role, tenant and job each writing statement of a job runs (R04): triggers on every table say so. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class JobsIT {
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final AppUsers users;
    private final StoredFiles files;
    private final DataSource database;

    @Inject
    JobsIT(TenantTransactions transactions, Tenants tenants, AppUsers users, StoredFiles files, DataSource database) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.users = users;
        this.files = files;
        this.database = database;
    }

    @BeforeEach
    void witnesses() throws SQLException {
        try (var owner = owner()) {
            execute(owner, "CREATE TABLE witness (seen text)");
            execute(owner, """
                    CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
                    INSERT INTO witness VALUES (session_user || ' tenant=' || coalesce(current_setting('app.tenant', true), '')
                        || ' job=' || coalesce(current_setting('app.job', true), '') || ' ' || TG_OP || ' ' || TG_TABLE_NAME);
                    RETURN NULL; END $$""");
            for (var table : tables(owner)) {
                execute(
                        owner,
                        "CREATE TRIGGER witness AFTER INSERT OR UPDATE OR DELETE ON " + table
                                + " FOR EACH STATEMENT EXECUTE FUNCTION witness()");
            }
        }
    }

    @AfterEach
    void noWitnesses() throws SQLException {
        try (var owner = owner()) {
            execute(owner, "DROP FUNCTION witness() CASCADE");
            execute(owner, "DROP TABLE witness");
        }
    }

    @Test
    void workForATenantIsSeenAsItsTenants() throws SQLException {
        var tenant = tenants.create("a tenant").id();
        users.ensure(tenant, "ada");

        assertThat(seen())
                .contains(TestDatabase.APP.user() + " tenant=" + tenant + " job= INSERT app_user")
                .allMatch(line -> line.contains("tenant=" + tenant + " "));
    }

    @Test
    void sweepingFilesDeletesWhatExpiredWithoutATenantAndWritesNothingElse() throws SQLException {
        var tenant = tenants.create("a tenant").id();
        expiredFile(tenant);
        forgetWhatWasSeen();

        assertThat(files.deleteExpired()).isPositive();

        assertThat(seen())
                .contains(TestDatabase.APP.user() + " tenant= job= DELETE stored_file")
                .allMatch(line -> line.endsWith(" DELETE stored_file") || line.endsWith(" DELETE stored_file_chunk"));
    }

    @Test
    void aJobThatForgetsItsTenantTouchesNoRow() throws SQLException {
        var tenant = tenants.create("a tenant").id();
        users.ensure(tenant, "ada");
        var update = "UPDATE app_user SET created_at = now()";

        assertThat(transactions.system(() -> rows(update))).isZero();
        assertThat(transactions.forJob("a job", () -> rows(update))).isZero();
        assertThat(transactions.call(tenant, () -> rows(update))).isOne();
    }

    private void expiredFile(TenantId tenant) throws SQLException {
        var file = files.create(
                tenant, new NewFile("a", "text/plain", Optional.empty(), Optional.empty(), Duration.ofHours(1)));
        try (var owner = owner()) {
            owner.setAutoCommit(false);
            execute(owner, "SELECT set_config('app.tenant', '" + tenant + "', true)");
            execute(owner, "UPDATE stored_file SET expires_at = now() - interval '1 s' WHERE id = '" + file.id() + "'");
            owner.commit();
        }
    }

    private int rows(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void forgetWhatWasSeen() throws SQLException {
        try (var owner = owner()) {
            execute(owner, "DELETE FROM witness");
        }
    }

    private static List<String> seen() throws SQLException {
        try (var owner = owner()) {
            return texts(owner, "SELECT seen FROM witness");
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        return texts(
                owner,
                "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
                        + " AND NOT relispartition AND relname NOT IN ('witness', 'flyway_schema_history')");
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

    private static Connection owner() throws SQLException {
        var url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        return DriverManager.getConnection(url, TestDatabase.OWNER.user(), TestDatabase.OWNER.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.patchbay.authstore.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.TenantId;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TenantTransactionsIT {
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final AppUsers users;
    private final DataSource database;

    private TenantId ours;
    private TenantId theirs;

    @Inject
    TenantTransactionsIT(TenantTransactions transactions, Tenants tenants, AppUsers users, DataSource database) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.users = users;
        this.database = database;
    }

    @BeforeEach
    void twoTenants() {
        ours = tenants.create("ours").id();
        theirs = tenants.create("theirs").id();
    }

    @Test
    void aTenantFindsItself() {
        assertThat(tenants.get(ours)).map(Tenant::name).hasValue("ours");
        assertThat(tenants.get(new TenantId("pr_" + "0".repeat(22)))).isEmpty();
    }

    @Test
    void onlyTheBoundTenantsRowsAreVisible() {
        users.ensure(ours, "ada");
        users.ensure(theirs, "eve");

        assertThat(transactions.call(ours, this::visibleUsers)).containsExactly("ada");
        assertThat(transactions.call(theirs, this::visibleUsers)).containsExactly("eve");
        assertThat(transactions.system(this::visibleUsers)).isEmpty();
    }

    @Test
    void noConnectionOfThePoolKeepsATenant() {
        users.ensure(ours, "ada");
        for (int i = 0; i < 20; i++) {
            transactions.run(ours, this::visibleUsers);
            assertThat(visibleUsers()).isEmpty();
        }
    }

    @Test
    void workForTheSameTenantJoins() {
        var seen = transactions.call(ours, () -> {
            users.ensure(ours, "ada");
            return transactions.call(ours, this::visibleUsers);
        });

        assertThat(seen).containsExactly("ada");
    }

    @Test
    void workForAnotherTenantIsRefused() {
        assertThatThrownBy(() -> transactions.run(ours, () -> users.ensure(theirs, "ada")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(transactions.call(theirs, this::visibleUsers)).isEmpty();
    }

    @Test
    void systemWorkInsideATenantsSeesNoTenant() {
        users.ensure(ours, "ada");

        assertThat(transactions.call(ours, () -> transactions.system(this::visibleUsers)))
                .isEmpty();
    }

    @Test
    void whatWorkThrowsRollsBackAndNothingRunsAfterCommit() {
        var ran = new ArrayList<String>();

        assertThatThrownBy(() -> transactions.run(ours, () -> {
                    users.ensure(ours, "ada");
                    transactions.afterCommit(() -> ran.add("after"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(transactions.call(ours, this::visibleUsers)).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void afterCommitRunsWhenItIsCommitted() {
        var ran = new ArrayList<String>();

        transactions.run(ours, () -> {
            transactions.afterCommit(() -> ran.add("after"));
            ran.add("inside");
        });

        assertThat(ran).containsExactly("inside", "after");
    }

    private List<String> visibleUsers() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id FROM app_user")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.patchbay.gateway.start;

import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.session.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes a new installation usable: a first tenant and its API key, and a key for the administration. The API key is written to {@code api-key} in the data directory
 * before the installation counts as made, so a crash in between costs an unused tenant and never a key nobody has.
 */
@ApplicationScoped
class FirstStart {
    private static final Actor FIRST_START = new Actor.Job("first start");

    private final DataSource database;
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final SigningKeys signingKeys;
    private final Welcome welcome;
    private final AdminKeys adminKeys;
    private final AuditTrail trail;
    private final KeyFileWriter keyFile;
    private final KeyFileWriter adminKeyFile;

    FirstStart(
            DataSource database,
            TenantTransactions transactions,
            Tenants tenants,
            ApiKeys apiKeys,
            AdminKeys adminKeys,
            SigningKeys signingKeys,
            Welcome welcome,
            AuditTrail trail,
            @ConfigProperty(name = "patchbay.home", defaultValue = ".patchbay") String home) {
        this.database = database;
        this.transactions = transactions;
        this.tenants = tenants;
        this.apiKeys = apiKeys;
        this.adminKeys = adminKeys;
        this.trail = trail;
        this.signingKeys = signingKeys;
        this.welcome = welcome;
        this.keyFile = new KeyFileWriter(Path.of(home).resolve("api-key"));
        this.adminKeyFile = new KeyFileWriter(Path.of(home).resolve("admin-key"));
    }

    /** Called when the keys are known to be right; does nothing to a database that is in use already. */
    void begin() throws SQLException {
        trail.prove(); // its key is made now rather than in the middle of an act
        transactions.run(
                AuditTrail.INSTALLATION,
                () -> signingKeys
                        .begin()
                        .ifPresent(kid -> trail.record(
                                AuditTrail.INSTALLATION, AuditEvent.done("signing_key.created", FIRST_START, kid))));
        signingKeys.prove();
        if (!adminKeys.anyValid()) {
            trail.act(
                    AuditTrail.INSTALLATION,
                    () -> adminKeys.create("first", adminKeyFile::write),
                    key -> AuditEvent.done("admin_key.created", FIRST_START, key.id()));
        }
        if (installed()) {
            welcome.back(keyFile.path());
            return;
        }
        var tenant = tenants.draw();
        trail.act(
                tenant,
                () -> tenants.create(tenant, "default"),
                _ -> AuditEvent.done("tenant.created", FIRST_START, tenant.value()));
        var key = trail.act(
                tenant,
                () -> apiKeys.create(tenant, "first"),
                made -> AuditEvent.done("api_key.created", FIRST_START, made.id()));
        keyFile.write(key.text());
        remember(tenant.value());
        welcome.firstTime(keyFile.path(), key.text());
    }

    private boolean installed() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("select 1 from installation")) {
            return found.next();
        }
    }

    private void remember(String tenant) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(
                        "insert into installation (first_tenant_id) values (?) on conflict do nothing")) {
            statement.setString(1, tenant);
            statement.executeUpdate();
        }
    }
}

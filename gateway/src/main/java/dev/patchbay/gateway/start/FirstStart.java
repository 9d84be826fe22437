package dev.patchbay.gateway.start;

import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.session.SessionTokenKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes a new installation usable: a first tenant and its API key. The key is written to {@code api-key} in the data directory
 * before the installation counts as made, so a crash in between costs an unused tenant and never a key nobody has.
 */
@ApplicationScoped
class FirstStart {
    private final RuntimeRole role;
    private final DataSource database;
    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final SessionTokenKey sessionTokenKey;
    private final Welcome welcome;
    private final KeyFileWriter keyFile;

    FirstStart(
            RuntimeRole role,
            DataSource database,
            Tenants tenants,
            ApiKeys apiKeys,
            SessionTokenKey sessionTokenKey,
            Welcome welcome,
            @ConfigProperty(name = "patchbay.home", defaultValue = ".patchbay") String home) {
        this.role = role;
        this.database = database;
        this.tenants = tenants;
        this.apiKeys = apiKeys;
        this.sessionTokenKey = sessionTokenKey;
        this.welcome = welcome;
        this.keyFile = new KeyFileWriter(Path.of(home).resolve("api-key"));
    }

    void begin(@Observes StartupEvent started) throws SQLException {
        role.check();
        sessionTokenKey.prove(); // a wrong key-encryption key is noticed here, before anything is served
        if (installed()) {
            welcome.back(keyFile.path());
            return;
        }
        var tenant = tenants.create("default");
        var key = apiKeys.create(tenant.id(), "first");
        keyFile.write(key.text());
        remember(tenant.id().value());
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

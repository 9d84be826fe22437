package dev.patchbay.gateway.start;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.crypto.DataKeyRotation;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.readiness.Serving;
import dev.patchbay.migrations.TestDatabase;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The start as a node does it, with everything as it should be but one thing (R02, R64). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class StartIT {
    private final RuntimeRole role;
    private final DurableDatabase durable;
    private final HeldKeys keys;
    private final FirstStart firstStart;
    private final Serving serving;
    private final Welcome welcome;
    private final Tenants tenants;
    private final DataKeyRotation rotation;
    private final DataSource database;
    private final String databaseUrl;

    StartIT(
            RuntimeRole role,
            DurableDatabase durable,
            HeldKeys keys,
            FirstStart firstStart,
            Serving serving,
            Welcome welcome,
            Tenants tenants,
            DataKeyRotation rotation,
            DataSource database,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl) {
        this.role = role;
        this.durable = durable;
        this.keys = keys;
        this.firstStart = firstStart;
        this.serving = serving;
        this.welcome = welcome;
        this.tenants = tenants;
        this.rotation = rotation;
        this.database = database;
        this.databaseUrl = databaseUrl;
    }

    @Test
    void asTheOwnerOfTheTablesANodeDoesNotStart() throws SQLException {
        var settings = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(connections -> connections
                                .jdbcUrl(databaseUrl)
                                .principal(new NamePrincipal(TestDatabase.OWNER.user()))
                                .credential(new SimplePassword(TestDatabase.OWNER.password()))));
        try (var owner = AgroalDataSource.from(settings)) {
            assertThatThrownBy(() -> start(new RuntimeRole(owner), durable))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("owns tables")
                    .hasMessageContaining("PATCHBAY_DB_USER");
        }
    }

    /** The server of these tests is one; they say that it may be. */
    @Test
    void onADatabaseThatMayForgetANodeDoesNotStart() {
        assertThatThrownBy(() -> start(role, new DurableDatabase(database, false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("may lose what it has acknowledged");
    }

    private void start(RuntimeRole as, DurableDatabase on) throws Exception {
        var start = new Start(as, on, keys, firstStart, serving, welcome, tenants, rotation);
        try {
            start.begin(new StartupEvent());
        } finally {
            start.stop();
        }
    }
}

package dev.patchbay.authstore;

import dev.patchbay.migrations.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives the tests of this module one migrated database, used as the role that owns nothing. */
public final class DatabaseResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url", TestDatabase.freshDatabase().jdbcUrl(),
                "quarkus.datasource.username", TestDatabase.APP.user(),
                "quarkus.datasource.password", TestDatabase.APP.password());
    }

    @Override
    public void stop() {
        // The server ends with the JVM.
    }
}

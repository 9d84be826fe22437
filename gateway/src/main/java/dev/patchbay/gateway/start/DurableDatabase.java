package dev.patchbay.gateway.start;

import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a database that may forget what it has acknowledged (R64): {@code fsync} or {@code full_page_writes} off, or
 * {@code synchronous_commit} off for the runtime role. Killing processes never shows such a setting, only a power cut does;
 * so it is asked for at the start (PostgreSQL documentation, "Write Ahead Log" settings).
 */
@ApplicationScoped
class DurableDatabase {
    /** For throw-away databases of tests; refused in production. */
    static final String ALLOW_LOSSY = "patchbay.database.allow-lossy";

    /** As the runtime role sees them: a role or a database can have a synchronous_commit of its own. */
    private static final String SETTINGS = """
            select name, setting from pg_settings
            where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name""";

    private final DataSource database;
    private final boolean lossyAllowed;

    DurableDatabase(
            DataSource database, @ConfigProperty(name = ALLOW_LOSSY, defaultValue = "false") boolean lossyAllowed) {
        this.database = database;
        this.lossyAllowed = lossyAllowed;
    }

    /** @throws IllegalStateException naming each setting, its value and how to mend it */
    void check() {
        if (lossyAllowed && ConfigUtils.isProfileActive("prod")) {
            throw new IllegalStateException(ALLOW_LOSSY + " must not be set in profile prod. Remove it");
        }
        if (lossyAllowed) {
            return;
        }
        try (var connection = database.getConnection()) {
            var flaws = flaws(connection);
            if (!flaws.isEmpty()) {
                throw new IllegalStateException(
                        "The database may lose what it has acknowledged: " + String.join("; ", flaws) + ".");
            }
        } catch (SQLException unreachable) {
            throw new IllegalStateException("The database cannot be asked about its settings", unreachable);
        }
    }

    static List<String> flaws(Connection connection) throws SQLException {
        var flaws = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var settings = statement.executeQuery(SETTINGS)) {
            while (settings.next()) {
                var name = settings.getString(1);
                if (settings.getString(2).equals("off")) {
                    flaws.add(name + " is off, mend it with " + mend(name));
                }
            }
        }
        return flaws;
    }

    private static String mend(String setting) {
        return setting.equals("synchronous_commit")
                ? "ALTER SYSTEM SET synchronous_commit = on, and ALTER ROLE … RESET synchronous_commit where a role or database sets it"
                : "ALTER SYSTEM SET " + setting + " = on and SELECT pg_reload_conf()";
    }
}

package dev.patchbay.gateway.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import javax.sql.DataSource;

/**
 * Refuses a database role that row-level security would not bind (R02): a superuser, one that bypasses it, or the owner of
 * the tables.
 */
@ApplicationScoped
class RuntimeRole {
    private static final String FACTS = """
            select r.rolsuper, r.rolbypassrls,
                   exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                           where c.relowner = r.oid and n.nspname = current_schema() and c.relkind in ('r', 'p'))
            from pg_roles r where r.rolname = current_user""";

    private final DataSource database;

    RuntimeRole(DataSource database) {
        this.database = database;
    }

    /** @throws IllegalStateException naming what is wrong with the role and how to mend it */
    void check() {
        var wrong = new ArrayList<String>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var facts = statement.executeQuery(FACTS)) {
            facts.next();
            if (facts.getBoolean(1)) {
                wrong.add("is a superuser");
            }
            if (facts.getBoolean(2)) {
                wrong.add("may bypass row-level security");
            }
            if (facts.getBoolean(3)) {
                wrong.add("owns tables");
            }
        } catch (SQLException unreachable) {
            throw new IllegalStateException("The database cannot be asked about the runtime role", unreachable);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "The runtime database role (PATCHBAY_DB_USER) " + String.join(" and ", wrong)
                            + ". Tenants would not be kept apart. Use a role that can only log in; migrations run as PATCHBAY_DB_OWNER_USER.");
        }
    }
}

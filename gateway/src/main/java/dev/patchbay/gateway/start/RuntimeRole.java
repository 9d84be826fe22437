package dev.patchbay.gateway.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Refuses a database role that row-level security would not bind (R02): a superuser, one that bypasses it, the owner of the
 * tables, one that may become any of these, or one that may make tables of its own.
 */
@ApplicationScoped
class RuntimeRole {
    private static final String FACTS = """
            select bool_or(r.rolsuper), bool_or(r.rolbypassrls),
                   bool_or(exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
                           where c.relowner = r.oid and n.nspname = current_schema() and c.relkind in ('r', 'p', 'v', 'm'))),
                   has_schema_privilege(current_schema(), 'CREATE')
            from pg_roles r where pg_has_role(r.oid, 'MEMBER')""";

    private final DataSource database;

    RuntimeRole(DataSource database) {
        this.database = database;
    }

    /** @throws IllegalStateException naming what is wrong with the role and how to mend it */
    void check() {
        try (var connection = database.getConnection()) {
            var flaws = flaws(connection);
            if (!flaws.isEmpty()) {
                throw new IllegalStateException(
                        "The runtime database role (PATCHBAY_DB_USER) "
                                + String.join(" and ", flaws)
                                + ". Tenants would not be kept apart. Use a role that can only log in; migrations run as PATCHBAY_DB_OWNER_USER.");
            }
        } catch (SQLException unreachable) {
            throw new IllegalStateException("The database cannot be asked about the runtime role", unreachable);
        }
    }

    static List<String> flaws(Connection connection) throws SQLException {
        var flaws = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var facts = statement.executeQuery(FACTS)) {
            facts.next();
            if (facts.getBoolean(1)) {
                flaws.add("is a superuser");
            }
            if (facts.getBoolean(2)) {
                flaws.add("may bypass row-level security");
            }
            if (facts.getBoolean(3)) {
                flaws.add("owns tables");
            }
            if (facts.getBoolean(4)) {
                flaws.add("may create tables");
            }
        }
        return flaws;
    }
}

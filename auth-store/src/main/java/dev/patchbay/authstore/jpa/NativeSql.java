package dev.patchbay.authstore.jpa;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.List;

/** Statements that say exactly what they lock, with numbered parameters. Rows have two columns or more. */
final class NativeSql {
    private NativeSql() {}

    static List<Object[]> rows(EntityManager database, String sql, Object... parameters) {
        return ((List<?>) query(database, sql, parameters).getResultList())
                .stream().map(Object[].class::cast).toList();
    }

    static int update(EntityManager database, String sql, Object... parameters) {
        return query(database, sql, parameters).executeUpdate();
    }

    private static Query query(EntityManager database, String sql, Object... parameters) {
        var query = database.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}

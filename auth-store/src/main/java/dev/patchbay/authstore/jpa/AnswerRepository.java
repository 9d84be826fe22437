package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.exchange.AnswerTable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

@ApplicationScoped
class AnswerRepository implements AnswerTable {
    private final EntityManager database;

    AnswerRepository(EntityManager database) {
        this.database = database;
    }

    @Override
    public void open(TenantId tenant, String exchange, Instant expiresAt) {
        NativeSql.update(
                database,
                "INSERT INTO mcp_exchange (tenant_id, id, expires_at) VALUES (?1, ?2, ?3)",
                tenant.value(),
                exchange,
                expiresAt);
    }

    @Override
    public void close(TenantId tenant, String exchange) {
        NativeSql.update(
                database, "DELETE FROM mcp_exchange WHERE tenant_id = ?1 AND id = ?2", tenant.value(), exchange);
    }

    @Override
    public boolean hasRoom(TenantId tenant, String exchange, Instant at, int most) {
        return !NativeSql.rows(
                        database,
                        "SELECT 1, 0 FROM mcp_exchange WHERE tenant_id = ?1 AND id = ?2 AND expires_at > ?3 AND ?4 >"
                                + " (SELECT count(*) FROM mcp_answer WHERE tenant_id = ?1 AND exchange_id = ?2)",
                        tenant.value(),
                        exchange,
                        at,
                        most)
                .isEmpty();
    }

    @Override
    public boolean add(TenantId tenant, String exchange, Row row, Instant expiresAt) {
        return NativeSql.update(
                        database,
                        // Held, so that it does not close between the look and the row that names it.
                        "INSERT INTO mcp_answer (tenant_id, id, exchange_id, sealed, expires_at)"
                                + " SELECT tenant_id, ?3, id, ?4, ?5 FROM mcp_exchange"
                                + " WHERE tenant_id = ?1 AND id = ?2 FOR KEY SHARE",
                        tenant.value(),
                        exchange,
                        row.id(),
                        row.sealed(),
                        expiresAt)
                > 0;
    }

    @Override
    public List<Row> take(TenantId tenant, String exchange, Instant at) {
        return NativeSql.rows(
                        database,
                        "WITH taken AS (DELETE FROM mcp_answer WHERE tenant_id = ?1 AND exchange_id = ?2 AND expires_at > ?3"
                                + " RETURNING id, sealed) SELECT id, sealed FROM taken",
                        tenant.value(),
                        exchange,
                        at)
                .stream()
                .map(row -> new Row((String) row[0], (byte[]) row[1]))
                .toList();
    }

    /** Without a condition, because one would need rows that can be seen; the policies say which rows go. */
    @Override
    public int deleteExpired() {
        return NativeSql.update(database, "DELETE FROM mcp_answer")
                + NativeSql.update(database, "DELETE FROM mcp_exchange");
    }
}

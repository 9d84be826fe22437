package dev.patchbay.gateway.mcp.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.OwnJson;
import dev.patchbay.gateway.session.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Protocol sessions in the database. Every method wants the tenant's transaction to be open, {@link #deleteExpired} one without. */
@ApplicationScoped
class ProtocolSessionTable {
    private final EntityManager database;

    ProtocolSessionTable(EntityManager database) {
        this.database = database;
    }

    record Row(ProtocolSession session, String principal, Instant createdAt, Instant usedAt, Instant expiresAt) {}

    /** Holds the session, so that one at a time opens here; whether it is there. */
    boolean hold(TenantId tenant, SessionId session) {
        return !query(
                        "SELECT id, 0 FROM session WHERE tenant_id = ?1 AND id = ?2 FOR NO KEY UPDATE",
                        tenant.value(),
                        session.value())
                .getResultList()
                .isEmpty();
    }

    void add(Row row) {
        var opened = row.session;
        query(
                        "INSERT INTO mcp_session (tenant_id, id, session_id, principal, revision, capabilities, client_info,"
                                + " created_at, used_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                        opened.tenant().value(),
                        opened.id(),
                        opened.session().value(),
                        row.principal,
                        opened.revision(),
                        Json.write(opened.capabilities()),
                        Json.write(opened.clientInfo()),
                        row.createdAt,
                        row.usedAt,
                        row.expiresAt)
                .executeUpdate();
    }

    /** Deletes the longest idle of the same caller in the same session, until so many are left with this one. */
    void keepOf(Row newest, int most) {
        var opened = newest.session;
        query(
                        "DELETE FROM mcp_session WHERE tenant_id = ?1 AND id IN (SELECT id FROM mcp_session"
                                + " WHERE tenant_id = ?1 AND session_id = ?2 AND principal = ?3 AND id <> ?4"
                                + " ORDER BY used_at DESC, id OFFSET ?5)",
                        opened.tenant().value(),
                        opened.session().value(),
                        newest.principal,
                        opened.id(),
                        most - 1)
                .executeUpdate();
    }

    Optional<Row> find(TenantId tenant, String id) {
        List<?> found = query(
                        "SELECT session_id, revision, capabilities, client_info, log_level, principal, created_at,"
                                + " used_at, expires_at FROM mcp_session WHERE tenant_id = ?1 AND id = ?2",
                        tenant.value(),
                        id)
                .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .map(row -> row(tenant, id, row))
                .findFirst();
    }

    /** Unless another node noted a later use. */
    void use(TenantId tenant, String id, Instant at, Instant expiresAt) {
        query(
                        "UPDATE mcp_session SET used_at = ?3, expires_at = ?4"
                                + " WHERE tenant_id = ?1 AND id = ?2 AND used_at < ?3",
                        tenant.value(),
                        id,
                        at,
                        expiresAt)
                .executeUpdate();
    }

    void logLevel(TenantId tenant, String id, String level) {
        query("UPDATE mcp_session SET log_level = ?3 WHERE tenant_id = ?1 AND id = ?2", tenant.value(), id, level)
                .executeUpdate();
    }

    boolean delete(TenantId tenant, SessionId session, String principal, String id, Instant at) {
        return query(
                                "DELETE FROM mcp_session WHERE tenant_id = ?1 AND id = ?2 AND session_id = ?3"
                                        + " AND principal = ?4 AND expires_at > ?5",
                                tenant.value(),
                                id,
                                session.value(),
                                principal,
                                at)
                        .executeUpdate()
                > 0;
    }

    /** Of every tenant. Without a condition, because one would need rows that can be seen; the policy says which rows go. */
    int deleteExpired() {
        return query("DELETE FROM mcp_session").executeUpdate();
    }

    private static Row row(TenantId tenant, String id, Object[] row) {
        var session = new ProtocolSession(
                tenant,
                new SessionId((String) row[0]),
                id,
                (String) row[1],
                object((String) row[2]),
                object((String) row[3]),
                Optional.ofNullable((String) row[4]));
        return new Row(session, (String) row[5], (Instant) row[6], (Instant) row[7], (Instant) row[8]);
    }

    private static ObjectNode object(String column) {
        try {
            return (ObjectNode) OwnJson.read(new ByteArrayInputStream(column.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException damaged) {
            throw new IllegalStateException("A stored document is not JSON", damaged);
        }
    }

    private Query query(String sql, Object... parameters) {
        var query = database.createNativeQuery(sql);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }
}

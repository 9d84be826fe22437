package dev.patchbay.gateway.mcp.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionChange;
import dev.patchbay.gateway.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;

/** Sessions for tests, and a way behind the back of the code under test. */
@ApplicationScoped
class Samples {
    private final Tenants tenants;
    private final Sessions sessions;
    private final TenantTransactions transactions;
    private final EntityManager database;

    Samples(Tenants tenants, Sessions sessions, TenantTransactions transactions, EntityManager database) {
        this.tenants = tenants;
        this.sessions = sessions;
        this.transactions = transactions;
        this.database = database;
    }

    TenantId aTenant() {
        return tenants.create("a test's project").id();
    }

    Session aSession(TenantId tenant, String user) {
        return switch (sessions.create(tenant, user, Json.object())) {
            case SessionChange.Changed(var session) -> session;
            case SessionChange other -> throw new AssertionError(other);
        };
    }

    /** One number, as the runtime role with the tenant bound. */
    long number(TenantId tenant, String sql) {
        return transactions.call(
                tenant, () -> ((Number) database.createNativeQuery(sql).getSingleResult()).longValue());
    }

    void change(TenantId tenant, String sql) {
        transactions.run(tenant, () -> database.createNativeQuery(sql).executeUpdate());
    }

    /** With ' for ". */
    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson mistake) {
            throw new AssertionError(mistake);
        }
    }
}

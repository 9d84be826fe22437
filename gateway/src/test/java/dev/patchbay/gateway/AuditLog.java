package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import dev.patchbay.migrations.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The audit log as an operator sees it, and as the owner of the database could damage it. */
record AuditLog(String adminKey) {

    /** All rows of a tenant. */
    List<Map<String, Object>> of(String tenant) {
        return all("/tenants/" + tenant + "/audit_events");
    }

    List<Map<String, Object>> ofInstallation() {
        return all("/audit_events");
    }

    /** The actions of a tenant's rows after the first so many. */
    List<String> actions(String tenant, int after) {
        return of(tenant).stream()
                .skip(after)
                .map(row -> String.valueOf(row.get("action")))
                .toList();
    }

    int count(String tenant) {
        return of(tenant).size();
    }

    ValidatableResponse verify(String tenant) {
        return post("/audit/verify", "{\"tenant\":\"" + tenant + "\"}").statusCode(200);
    }

    ValidatableResponse get(String path) {
        return request().get("/api/admin/v1" + path).then();
    }

    ValidatableResponse post(String path, String body) {
        return request().body(body).post("/api/admin/v1" + path).then();
    }

    /** Statements in one transaction of the tables' owner, with the rows of this tenant in view. */
    static void asOwner(String tenant, String... statements) throws SQLException {
        try (var owner = transactionAsOwner(tenant, statements)) {
            owner.commit();
        }
    }

    /** The same, left open with all its locks. */
    static Connection transactionAsOwner(String tenant, String... statements) throws SQLException {
        var url = ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
        var owner = DriverManager.getConnection(url, TestDatabase.OWNER.user(), TestDatabase.OWNER.password());
        try (var sql = owner.createStatement()) {
            owner.setAutoCommit(false);
            sql.execute("SELECT set_config('app.tenant', '" + tenant + "', true)");
            for (var statement : statements) {
                sql.execute(statement);
            }
            return owner;
        } catch (SQLException failed) {
            owner.close();
            throw failed;
        }
    }

    private List<Map<String, Object>> all(String path) {
        var rows = new ArrayList<Map<String, Object>>();
        for (Integer after = 0; after != null; ) {
            var page = get(path + "?limit=500&after=" + after)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            rows.addAll(page.getList("items"));
            after = page.get("next_after");
        }
        return rows;
    }

    private dev.patchbay.gateway.testhttp.RequestSpecification request() {
        return given().header("Authorization", "Bearer " + adminKey).contentType(ContentType.JSON);
    }
}

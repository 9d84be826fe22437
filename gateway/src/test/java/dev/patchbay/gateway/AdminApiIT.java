package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.RequestSpecification;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The administration over HTTP: tenants, API keys, admin keys (R18). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class AdminApiIT {
    private static final String NOBODY = "pr_0000000000000000000000";

    private final Projects projects;
    private final AdminKeys adminKeys;
    private String adminKey = "";
    private String tenant = "";

    AdminApiIT(Projects projects, AdminKeys adminKeys) {
        this.projects = projects;
        this.adminKeys = adminKeys;
    }

    @BeforeEach
    void aTenant() {
        adminKey = projects.adminKey();
        tenant =
                post("/tenants", "{'name':'Orchard'}").statusCode(201).extract().path("id");
    }

    @Test
    void aTenantComesWithAKeyThatWorksAndIsShownOnce() {
        var created = post("/tenants", "{'name':'Bakery'}")
                .statusCode(201)
                .body("id", startsWith("pr_"))
                .body("name", equalTo("Bakery"))
                .body("api_key.key", startsWith("ak_"))
                .extract()
                .jsonPath();
        var id = created.getString("id");
        new Project(created.getString("api_key.key")).get("/toolkits").statusCode(200);

        get("/tenants/" + id).statusCode(200).body("name", equalTo("Bakery")).body("$", not(hasKey("api_key")));
        get("/tenants").statusCode(200).body("items.id", hasItem(id));
        get("/tenants/" + id + "/api_keys")
                .statusCode(200)
                .body("items.id", contains(created.getString("api_key.id")))
                .body("items[0]", not(hasKey("key")))
                .body("items[0].prefix", equalTo("ak_"))
                .body("items[0].last_four", equalTo(last(created.getString("api_key.key"))))
                .body("items[0].scopes", nullValue())
                .body("items[0].allowed_ips", nullValue())
                .body("items[0].revoked_at", nullValue());
    }

    @Test
    void anApiKeySaysWhatItIsGoodForAndStopsWhenRevoked() {
        var created = post(
                        "/tenants/" + tenant + "/api_keys",
                        "{'name':'reader','scopes':['toolkits:read','tools:read'],'allowed_ips':['127.0.0.0/8','::1'],"
                                + "'expires_at':'2099-01-31T12:00:00Z'}")
                .statusCode(201)
                .body("scopes", contains("toolkits:read", "tools:read"))
                .body("allowed_ips", contains("127.0.0.0/8", "::1"))
                .body("expires_at", equalTo("2099-01-31T12:00:00.000Z"))
                .extract()
                .jsonPath();
        var project = new Project(created.getString("key"));
        project.get("/toolkits").statusCode(200);

        delete("/tenants/" + tenant + "/api_keys/" + created.getString("id"))
                .statusCode(200)
                .body("revoked", is(true));

        project.get("/toolkits").statusCode(401);
        delete("/tenants/" + tenant + "/api_keys/" + created.getString("id")).statusCode(404);
    }

    @Test
    void aTenantsKeyIsNotRevokedByWayOfAnotherTenant() {
        var key = post("/tenants/" + tenant + "/api_keys", "{'name':'n'}")
                .statusCode(201)
                .extract()
                .jsonPath();
        String other =
                post("/tenants", "{'name':'other'}").statusCode(201).extract().path("id");

        delete("/tenants/" + other + "/api_keys/" + key.getString("id")).statusCode(404);

        new Project(key.getString("key")).get("/toolkits").statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'n','role':'owner'} | role: unknown",
                "{'name':'n','tenant_id':'pr_0000000000000000000000'} | tenant_id: unknown",
                "{'name':'n','scopes':['tools:admin']} | there are only auth_configs:read",
                "{'name':'n','scopes':['*']} | there are only auth_configs:read",
                "{'name':'n','scopes':[]} | an empty list allows nothing",
                "{'name':'n','scopes':'tools:read'} | scopes: must be a list",
                "{'name':'n','allowed_ips':['example.com']} | CIDR",
                "{'name':'n','allowed_ips':[]} | an empty list allows nothing",
                "{'name':'n','expires_at':'2001-01-01T00:00:00Z'} | in the future",
                "{'name':'n','expires_at':'tomorrow'} | in the future",
                "{'scopes':['tools:read']} | name: missing",
                "{'name':''} | name: must have 1 to 100 characters"
            })
    void aKeyThatIsNotUnderstoodIsNotMade(String body, String problem) {
        post("/tenants/" + tenant + "/api_keys", body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", is(400))
                .body("title", equalTo("Bad Request"))
                .body("type", equalTo("about:blank"))
                .body("detail", containsString(problem.strip()));
        get("/tenants/" + tenant + "/api_keys").body("items.size()", is(1));
    }

    @Test
    void thereIsNoRouteThatChangesAKey() {
        String id = get("/tenants/" + tenant + "/api_keys").extract().path("items[0].id");
        for (var method : List.of("PATCH", "PUT", "POST")) {
            admin().body("{\"scopes\":null}")
                    .request(method, "/api/admin/v1/tenants/" + tenant + "/api_keys/" + id)
                    .then()
                    .statusCode(in(
                            List.of(404, 405))); // another resource's path begins the same, so the framework says 404
        }
        get("/tenants/" + tenant + "/api_keys").body("items.size()", is(1)).body("items[0].id", equalTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {NOBODY, "nonsense", "pr_", "pr_installation0000000000"})
    void aTenantThatIsNotThereIsNotFound(String id) {
        for (var answer : List.of(
                get("/tenants/" + id),
                get("/tenants/" + id + "/api_keys"),
                post("/tenants/" + id + "/api_keys", "{'name':'n'}"),
                delete("/tenants/" + id + "/api_keys/key_1"))) {
            answer.statusCode(404).contentType("application/problem+json").body("code", equalTo("Tenant_NotFound"));
        }
    }

    @Test
    void theLastAdminKeyCannotBeRevoked() {
        var mine = adminKeys.create("the last one");
        adminKey = mine.text();
        for (var key : adminKeys.all()) {
            if (key.revokedAt().isEmpty() && !key.id().equals(mine.id())) {
                delete("/admin_keys/" + key.id()).statusCode(200);
            }
        }

        delete("/admin_keys/" + mine.id())
                .statusCode(409)
                .contentType("application/problem+json")
                .body("suggested_fix", containsString("POST /api/admin/v1/admin_keys"));
        get("/tenants").statusCode(200);

        var next = post("/admin_keys", "{'name':'next'}")
                .statusCode(201)
                .body("key", startsWith("adm_"))
                .extract()
                .jsonPath();
        adminKey = next.getString("key");
        delete("/admin_keys/" + mine.id()).statusCode(200);
        get("/admin_keys").statusCode(200).body("items", everyItem(not(hasKey("key"))));
        adminKey = mine.text();
        get("/tenants").statusCode(401);
    }

    @Test
    void aTenantsKeyOpensNoneOfThisAndAnAdminKeyNothingElse() {
        var project = projects.create();
        for (var path : List.of("/tenants", "/admin_keys", "/signing_keys", "/tenants/" + tenant + "/api_keys")) {
            project.request().get("/api/admin/v1" + path).then().statusCode(401);
            given().header("Authorization", "Bearer " + project.apiKey())
                    .get("/api/admin/v1" + path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", startsWith("Bearer "))
                    .contentType("application/problem+json");
        }
        project.request()
                .body("{\"name\":\"mine\",\"scopes\":null}")
                .post("/api/admin/v1/tenants/" + tenant + "/api_keys")
                .then()
                .statusCode(401);
        for (var path : List.of("/api/v3.1/toolkits", "/api/v3.1/tools", "/api/v3.1/tool_router/session/trs_1")) {
            admin().get(path).then().statusCode(401);
            given().header("x-api-key", adminKey).get(path).then().statusCode(401);
        }
    }

    private ValidatableResponse get(String path) {
        return admin().get("/api/admin/v1" + path).then();
    }

    private ValidatableResponse post(String path, String body) {
        return admin().body(Project.json(body)).post("/api/admin/v1" + path).then();
    }

    private ValidatableResponse delete(String path) {
        return admin().delete("/api/admin/v1" + path).then();
    }

    private RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + adminKey).contentType(ContentType.JSON);
    }

    private static String last(String key) {
        return key.substring(key.length() - 4);
    }
}

package dev.patchbay.gateway;

import static dev.patchbay.gateway.Credentials.KEY;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of the contract's catalogue (section 14): served, or refused with 501 on purpose; never 404 or 405 by accident. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class CatalogueIT {
    private static final String SERVED = """
            POST /tool_router/session
            GET /tool_router/session/ID
            PATCH /tool_router/session/ID
            DELETE /tool_router/session/ID
            GET /tool_router/session/ID/tools
            POST /tool_router/session/ID/search
            POST /tool_router/session/ID/execute
            POST /tool_router/session/ID/execute_meta
            POST /tool_router/session/ID/link
            POST /tool_router/session/ID/proxy_execute
            GET /tool_router/session/ID/mounts/files/items
            POST /tool_router/session/ID/mounts/files/upload_url
            POST /tool_router/session/ID/mounts/files/download_url
            POST /tool_router/session/ID/mounts/files/delete
            GET /tools
            GET /tools/enum
            GET /tools/ID
            POST /tools/execute/ID
            POST /tools/execute/proxy
            GET /toolkits
            GET /toolkits/ID
            GET /auth_configs
            POST /auth_configs
            GET /auth_configs/ID
            PATCH /auth_configs/ID
            DELETE /auth_configs/ID
            PATCH /auth_configs/ID/ENABLED
            PATCH /auth_configs/ID/DISABLED
            GET /connected_accounts
            POST /connected_accounts
            POST /connected_accounts/link
            GET /connected_accounts/ID
            PATCH /connected_accounts/ID
            PATCH /connected_accounts/ID/status
            DELETE /connected_accounts/ID
            GET /files/list
            POST /files/upload/request
            GET /triggers_types
            GET /triggers_types/list/enum
            GET /trigger_instances/active
            GET /webhook_subscriptions
            GET /webhook_subscriptions/event_types
            GET /webhook_endpoints
            POST /logs/tool_execution
            GET /logs/tool_execution/ID
            GET /org/project/config
            PATCH /org/project/config
            POST /api_key_revocation
            POST /tool_router/session/ID/attach
            GET /tool_router/session/ID/config_history
            GET /tool_router/session/ID/toolkits
            GET /toolkits/categories
            GET /toolkits/changelog
            POST /toolkits/multi
            POST /tools/scopes/required
            POST /connected_accounts/ID/refresh
            POST /connected_accounts/ID/revoke
            """;

    private static final String REFUSED = """
            POST /tools/execute/ID/input
            GET /mcp/servers
            POST /mcp/servers
            POST /mcp/servers/custom
            POST /mcp/servers/generate
            GET /mcp/ID
            PATCH /mcp/ID
            DELETE /mcp/ID
            GET /mcp/app/ID
            GET /mcp/servers/ID/instances
            POST /mcp/servers/ID/instances
            DELETE /mcp/servers/ID/instances/ID
            GET /triggers_types/ID
            POST /trigger_instances/ID/upsert
            PATCH /trigger_instances/manage/ID
            DELETE /trigger_instances/manage/ID
            POST /webhook_subscriptions
            GET /webhook_subscriptions/ID
            PATCH /webhook_subscriptions/ID
            DELETE /webhook_subscriptions/ID
            POST /webhook_subscriptions/ID/rotate_secret
            POST /webhook_endpoints
            GET /webhook_endpoints/ID
            PATCH /webhook_endpoints/ID
            PUT /webhook_endpoints/ID
            POST /internal/action_execution/logs
            GET /internal/action_execution/fields
            GET /internal/action_execution/log/ID
            POST /internal/trigger/logs
            GET /internal/trigger/log/ID
            POST /project/usage/ID
            POST /project/usage/summary
            POST /org/usage/ID
            POST /org/usage/summary
            GET /org/owner/project/list
            GET /org/owner/project/ID
            POST /org/owner/project/new
            POST /org/owner/project/ID/regenerate_api_key
            DELETE /org/owner/project/ID
            GET /org/list
            GET /org/project/list
            GET /org/consumer/connected_toolkits
            POST /org/consumer/project/resolve
            POST /org/clanker/create_claim
            GET /auth/session/info
            POST /cli/create-session
            GET /cli/get-session
            POST /cli/realtime/auth
            GET /cli/realtime/credentials
            POST /cli/codact_failures
            GET /migration/get-nanoid
            """;

    private static final List<String> PREFIXES = List.of("/api/v3.1", "/api/v3");

    private final Projects projects;
    private Project project = new Project("");

    CatalogueIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void whatIsServedIsFound() {
        var softly = new SoftAssertions();
        for (var prefix : PREFIXES) {
            SERVED.lines().forEach(operation -> {
                var answer = call(prefix, operation, Map.of(KEY, project.apiKey()));
                softly.assertThat(answer.statusCode())
                        .as("%s %s", prefix, operation)
                        .isNotIn(405, 500, 501);
                // An object that does not exist is said to be missing by its own name.
                softly.assertThat(answer.asString())
                        .as("%s %s", prefix, operation)
                        .doesNotContain("HTTP_NotFound");
            });
        }
        softly.assertAll();
    }

    @Test
    void whatIsNotOfferedSaysSoAndWhatToUse() {
        var softly = new SoftAssertions();
        for (var prefix : PREFIXES) {
            REFUSED.lines().forEach(operation -> {
                var answer = call(prefix, operation, Map.of(KEY, project.apiKey()));
                softly.assertThat(answer.statusCode())
                        .as("%s %s", prefix, operation)
                        .isEqualTo(501);
                softly.assertThat(answer.asString())
                        .as("%s %s", prefix, operation)
                        .contains("does not offer this operation", "HTTP_NotImplemented")
                        .doesNotContain("\"suggested_fix\":\"\"");
                // The SDK would ask three times.
                softly.assertThat(answer.header("x-should-retry")).isEqualTo("false");
            });
        }
        softly.assertAll();
    }

    @Test
    void nothingOfItIsAnsweredWithoutAKey() {
        var softly = new SoftAssertions();
        for (var prefix : PREFIXES) {
            Stream.concat(SERVED.lines(), REFUSED.lines())
                    .filter(operation -> !operation.equals("POST /api_key_revocation"))
                    .forEach(operation -> softly.assertThat(
                                    call(prefix, operation, Map.of()).statusCode())
                            .as("%s %s", prefix, operation)
                            .isEqualTo(401));
        }
        softly.assertAll();
    }

    @Test
    void noOperationIsInTwoLists() {
        assertThat(Stream.of(SERVED, REFUSED).flatMap(String::lines)).doesNotHaveDuplicates();
    }

    @Test
    void thereAreHonestlyNoTriggersAndWebhooks() {
        for (var list : List.of(
                "triggers_types",
                "trigger_instances/active",
                "webhook_subscriptions",
                "webhook_subscriptions/event_types",
                "webhook_endpoints")) {
            project.get("/" + list)
                    .statusCode(200)
                    .body("items.size()", is(0))
                    .body("next_cursor", nullValue())
                    .body("total_items", is(0))
                    .body("total_pages", is(0))
                    .body("current_page", is(1));
        }
        project.get("/triggers_types/list/enum").statusCode(200).body("size()", is(0));
    }

    @Test
    void whatNoCatalogueNamesIsNotThere() {
        for (var path :
                List.of("/nothing", "/mcp", "/org/nothing", "/webhook_subscriptions/a/b/c", "/triggers_typesx")) {
            project.get(path).statusCode(404).body("error.slug", equalTo("HTTP_NotFound"));
        }
        project.delete("/org/project/config").statusCode(404);
    }

    @Test
    void aLimitedKeyIsToldWhatItLacks() {
        projects.limited(project, "tools:read")
                .get("/webhook_endpoints/x")
                .statusCode(403)
                .body("error.slug", equalTo("HTTP_OutOfScope"));
        projects.limited(project, "webhooks:read").get("/webhook_endpoints/x").statusCode(501);
    }

    private static Response call(String prefix, String operation, Map<String, String> headers) {
        var parts = operation.split(" ", 2);
        return given().headers(headers)
                .contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body("{}")
                .request(parts[0], prefix + parts[1].replace("ID", "none"));
    }
}

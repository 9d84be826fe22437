package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads that have not changed are answered without their content, and kept by nobody but who asked. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class EntityTagsIT {
    private final Projects projects;
    private World world = World.NONE;

    EntityTagsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aWorld() {
        world = World.of(projects.create());
    }

    /** Every read of the tenants' API, as the classes declare them. */
    static Stream<String> reads() {
        return Routes.declared().stream()
                .filter(route -> route.startsWith("GET /api/v3.1/"))
                .map(route -> route.substring("GET /api/v3.1".length()));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aReadIsTaggedAndAnswered304ToWhoHasIt(String route) {
        var path = filled(route);
        var first = world.project().get(path).statusCode(200).extract();
        var tag = first.header("ETag");

        assertThat(tag).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(first.header("Vary")).isEqualTo("x-api-key, Authorization");
        for (var known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
            var again = world.project()
                    .request()
                    .header("If-None-Match", known)
                    .get("/api/v3.1" + path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .header("Cache-Control", "private, no-cache")
                    .extract();
            assertThat(again.body().asByteArray()).isEmpty();
        }
        world.project()
                .request()
                .header("If-None-Match", "\"other\"")
                .get("/api/v3.1" + path)
                .then()
                .statusCode(200);
    }

    @Test
    void whatChangedHasAnotherTag() {
        var project = projects.create();
        var config = project.authConfig("scale_ai");
        var before = project.get("/auth_configs/" + config).extract().header("ETag");
        project.patch("/auth_configs/" + config, "{'type':'custom','name':'another'}")
                .statusCode(200);

        project.request()
                .header("If-None-Match", before)
                .get("/api/v3.1/auth_configs/" + config)
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(before)))
                .body("name", is("another"));
    }

    @Test
    void aPageThatGoesOnKeepsItsTag() {
        var first = world.project().get("/tools?limit=1").extract();

        assertThat(first.jsonPath().getString("next_cursor")).isNotBlank();
        world.project()
                .request()
                .header("If-None-Match", first.header("ETag"))
                .get("/api/v3.1/tools?limit=1")
                .then()
                .statusCode(304);
    }

    @Test
    void refusalsAndAnswersToChangesAreKeptByNobody() {
        world.project()
                .get("/toolkits/nope")
                .header("Cache-Control", "no-store")
                .header("ETag", nullValue());
        world.project()
                .post("/tool_router/session", "{'user_id':'ada'}")
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("ETag", nullValue());
    }

    private String filled(String route) {
        if (route.contains("{operation: ")) {
            return "/triggers_types";
        }
        return route.replace("/logs/tool_execution/{id}", "/logs/tool_execution/" + log(route))
                .replace("{session}", world.session())
                .replace("{mount}", "files")
                .replace("/auth_configs/{id}", "/auth_configs/" + world.config())
                .replace("/connected_accounts/{id}", "/connected_accounts/" + world.account())
                .replace("/toolkits/{slug}", "/toolkits/scale_ai")
                .replace("/tools/{slug}", "/tools/SCALE_AI_GET_TASK");
    }

    /** A call that is over, where the route asks for one. */
    private String log(String route) {
        if (!route.startsWith("/logs/")) {
            return "";
        }
        String log = world.project()
                .executes("SCALE_AI_LIST_BATCHES", "ada", "{}")
                .extract()
                .path("log_id");
        // Outcomes are written just after the answer.
        await().until(() -> !world.project()
                .get("/logs/tool_execution/" + log)
                .extract()
                .path("status")
                .equals("running"));
        return log;
    }
}

package dev.patchbay.gateway;

import static dev.patchbay.gateway.Credentials.AUTHORIZATION;
import static dev.patchbay.gateway.Credentials.KEY;
import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.RouteTable.Opens;
import dev.patchbay.gateway.RouteTable.Row;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Router;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every route with every identity (R01, R26), from a table that fails when a route is missing from it. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class RouteMatrixIT {
    /** A valid token, but of another session of the same user, of another user or of another tenant. */
    private static final int TOKEN_OF_ANOTHER_SESSION = 404;

    private final Projects projects;
    private final Credentials credentials;
    private final Router router;
    private World ours = World.NONE;

    RouteMatrixIT(Projects projects, Credentials credentials, Router router) {
        this.projects = projects;
        this.credentials = credentials;
        this.router = router;
    }

    @BeforeEach
    void aTenant() {
        ours = World.of(projects.create());
    }

    @Test
    void everyRouteIsInTheTable() {
        var inTable = RouteTable.ROWS.stream().map(Row::route).collect(Collectors.toCollection(TreeSet::new));
        assertThat(inTable)
                .as("RouteTable.ROWS: each route needs a row that says how it is called with a tenant's objects, what"
                        + " opens it and what its owner is answered")
                .isEqualTo(Routes.declared());
    }

    @Test
    void nothingElseIsServedButWhatIsPublicOnPurpose() {
        var paths = router.getRoutes().stream()
                .map(io.vertx.ext.web.Route::getPath)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(paths)
                .as(
                        "a route outside the resource classes authenticates nobody; \"/\" mounts the resource classes, \"/q/\""
                                + " what RouteTable.PUBLIC lists")
                .containsExactly("/", "/q/");
        for (var path : RouteTable.PUBLIC) {
            assertThat(given().get(path).statusCode()).as(path).isEqualTo(200);
        }
        for (var path : RouteTable.NOT_SERVED) {
            assertThat(given().redirects().follow(false).get(path).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void whatIsPublicTellsNothingOfATenant() {
        for (var path : RouteTable.PUBLIC) {
            var answer = given().get(path).asString();
            assertThat(answer)
                    .as(path)
                    .doesNotContain(ours.config(), ours.account(), ours.session())
                    .doesNotContain(ours.secrets());
        }
    }

    /** Without this the other tests could pass because a row asks for something that does not exist. */
    @Test
    void everyRowIsAnsweredToItsOwner() {
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS) {
            for (var headers : owners(row)) {
                var own = World.of(projects.create());
                if (row.path()
                        .contains("/mounts/")) { // only here: it opens the session, which is then remembered a while
                    own.project().sendFile(own.session(), "a.txt", "x").statusCode(200);
                }
                softly.assertThat(World.send(
                                        row, credentials.named(own, row.path()), own.named(row.body()), headers.of(own))
                                .statusCode())
                        .as("%s with %s", row, headers)
                        .isEqualTo(row.own());
            }
        }
        softly.assertAll();
    }

    @Test
    void noOtherIdentityOpensAnyRoute() {
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS) {
            var refused = row.opens() == Opens.ADMIN_KEY
                    ? credentials.thatNoOperatorHas(ours)
                    : credentials.thatNoProjectHas(ours);
            if (row.opens() == Opens.PROJECT_KEY) {
                refused.put("a token of a session", Map.of(AUTHORIZATION, "Bearer " + ours.token()));
            }
            var path = credentials.named(ours, row.path());
            refused.forEach((who, headers) -> softly.assertThat(
                            refusal(World.send(row, path, ours.named(row.body()), headers)))
                    .as("%s with %s", row, who)
                    .isEqualTo("401 with a challenge"));
        }
        softly.assertAll();
    }

    @Test
    void aKeyForSomethingElseOpensNoRoute() {
        var headers = Map.of(KEY, credentials.keyForNothingHere(ours));
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS) {
            var answer = World.send(row, credentials.named(ours, row.path()), ours.named(row.body()), headers);
            softly.assertThat(answer.statusCode()).as("%s", row).isEqualTo(row.opens() == Opens.ADMIN_KEY ? 401 : 403);
            softly.assertThat(answer.asString()).as("%s", row).doesNotContain(ours.secrets());
        }
        softly.assertAll();
    }

    /** HEAD, which the framework serves wherever there is a GET, and OPTIONS, which it answers by itself. */
    @Test
    void noMethodThatTheFrameworkAddsTellsAnythingWithoutACredential() {
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS) {
            var path = credentials.named(ours, row.path());
            for (var method : List.of("HEAD", "OPTIONS", "TRACE", "PUT", "PROPFIND")) {
                var answer = World.send(method, path, "", Map.of());
                if (!method.equals("OPTIONS") || answer.statusCode() != 200) {
                    softly.assertThat(answer.statusCode())
                            .as("%s %s", method, path)
                            .isBetween(400, 499);
                }
                softly.assertThat(answer.headersBut(List.of()) + answer.asString())
                        .as("%s %s", method, path)
                        .doesNotContain(ours.secrets());
            }
        }
        softly.assertAll();
    }

    @Test
    void noCredentialIsTakenFromAnywhereButItsHeader() {
        var softly = new SoftAssertions();
        var admin = credentials.adminKey();
        for (var row : RouteTable.ROWS) {
            var path = credentials.named(ours, row.path());
            for (var query : List.of(
                    "x-api-key=" + ours.project().apiKey(),
                    "api_key=" + ours.project().apiKey(),
                    "access_token=" + ours.token(),
                    "Authorization=Bearer%20" + ours.token(),
                    "access_token=" + admin)) {
                var asked = path + (path.contains("?") ? "&" : "?") + query;
                var answer = World.send(row.method(), asked, ours.named(row.body()), Map.of("Cookie", query));
                softly.assertThat(refusal(answer)).as("%s ?%s", row, query).isEqualTo("401 with a challenge");
            }
        }
        softly.assertAll();
    }

    @Test
    void aTokenOpensItsOwnSessionForItsOwnUserOnly() {
        var sameUser = ours.project().session("ada", "scale_ai").getString("mcp.bearer_token");
        var otherUser = ours.project().session("bob", "scale_ai").getString("mcp.bearer_token");
        var otherTenant = World.of(projects.create()).token();
        var softly = new SoftAssertions();
        for (var row : RouteTable.ROWS.stream()
                .filter(row -> row.opens() == Opens.PROJECT_KEY_OR_TOKEN)
                .toList()) {
            for (var token : List.of(sameUser, otherUser, otherTenant)) {
                var answer =
                        World.send(row, ours.named(row.path()), row.body(), Map.of(AUTHORIZATION, "Bearer " + token));
                softly.assertThat(answer.statusCode()).as("%s", row).isEqualTo(TOKEN_OF_ANOTHER_SESSION);
                softly.assertThat(answer.asString()).doesNotContain(ours.marker());
            }
        }
        ours.project()
                .delete("/tool_router/session/" + ours.session() + "/tokens")
                .statusCode(200);
        for (var row : RouteTable.ROWS.stream()
                .filter(row -> row.opens() == Opens.PROJECT_KEY_OR_TOKEN)
                .toList()) {
            softly.assertThat(refusal(World.send(
                            row, ours.named(row.path()), row.body(), Map.of(AUTHORIZATION, "Bearer " + ours.token()))))
                    .as("%s with a revoked token", row)
                    .isEqualTo("401 with a challenge");
        }
        softly.assertAll();
    }

    /** R01: what another tenant owns looks like what does not exist, wherever it is named, and stays as it is. */
    @Test
    void aForeignIdIsAnsweredLikeOneThatDoesNotExist() {
        var before = state();
        var eve = World.of(projects.create());
        var key = Map.of(KEY, eve.project().apiKey());
        var softly = new SoftAssertions();
        Stream.concat(RouteTable.ROWS.stream().filter(Row::namesObjects), RouteTable.ELSEWHERE.stream())
                .filter(row -> row.opens() != Opens.ADMIN_KEY)
                .forEach(row -> {
                    var foreign = World.send(
                            row.method(),
                            ours.named(eve.ownSession(row.path())),
                            ours.named(eve.ownSession(row.body())),
                            key);
                    var unknown = World.send(
                            row.method(),
                            World.unknown(eve.ownSession(row.path())),
                            World.unknown(eve.ownSession(row.body())),
                            key);
                    softly.assertThat(comparable(foreign)).as("%s", row).isEqualTo(comparable(unknown));
                    softly.assertThat(foreign.asString()).as("%s", row).doesNotContain(ours.secrets());
                    if (!row.path().contains("?")) { // a filter that fits nothing is no error
                        softly.assertThat(foreign.statusCode()).as("%s", row).isBetween(400, 404);
                    } else {
                        softly.assertThat(SentRequest.json(foreign.asString()).path("items"))
                                .as("%s", row)
                                .isEmpty();
                    }
                });
        softly.assertAll();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anotherUsersAccountIsAnsweredLikeOneThatDoesNotExist() {
        var bobs = World.of(ours.project(), "bob");
        var rows = RouteTable.ELSEWHERE.stream()
                .filter(row -> row.body().contains("ACCOUNT") && row.body().contains("account"))
                .toList();
        assertThat(rows).hasSizeGreaterThan(3);
        var softly = new SoftAssertions();
        for (var row : rows) {
            var key = Map.of(KEY, ours.project().apiKey());
            var path = ours.ownSession(row.path());
            var foreign = World.send(row.method(), path, bobs.named(ours.ownSession(row.body())), key);
            var unknown = World.send(row.method(), path, World.unknown(ours.ownSession(row.body())), key);
            softly.assertThat(comparable(foreign).replace(bobs.account(), "ca_" + "0".repeat(22)))
                    .as("%s", row)
                    .isEqualTo(comparable(unknown));
            softly.assertThat(foreign.statusCode()).as("%s", row).isBetween(400, 404);
        }
        softly.assertAll();
    }

    /** There the request as a whole succeeds, so it is the error of the call that must not tell. */
    @Test
    void anAccountNamedInABatchIsAnsweredLikeOneThatDoesNotExist() {
        var eve = World.of(projects.create());
        var bobs = World.of(ours.project(), "bob");
        var softly = new SoftAssertions();
        for (var row : RouteTable.IN_A_BATCH) {
            softly.assertThat(inBatch(row, eve, eve.named(row.body())).asString())
                    .as("%s", row)
                    .contains("log_")
                    .doesNotContain("no connected account");
            var foreign = comparable(inBatch(row, eve, ours.named(row.body())));
            softly.assertThat(foreign)
                    .as("%s", row)
                    .contains("no connected account")
                    .isEqualTo(comparable(inBatch(row, eve, World.unknown(row.body()))));
            softly.assertThat(comparable(inBatch(row, ours, bobs.named(row.body())))
                            .replace(bobs.account(), "ca_" + "0".repeat(22)))
                    .as("%s of another user", row)
                    .isEqualTo(foreign);
        }
        softly.assertAll();
    }

    private static HttpAnswer inBatch(Row row, World caller, String body) {
        var answer = World.send(
                row.method(),
                caller.ownSession(row.path()),
                body,
                Map.of(KEY, caller.project().apiKey()));
        assertThat(answer.statusCode()).as("%s", row).isEqualTo(row.own());
        return answer;
    }

    /** R26: a step of authentication that fails is an outage, never somebody. */
    @Test
    void anErrorWhileAuthenticatingIsNobody() throws SQLException {
        var fresh = projects.create();
        for (var table : List.of("api_key", "session")) {
            var row = RouteTable.ROWS.stream()
                    .filter(each -> each.opens() == Opens.PROJECT_KEY_OR_TOKEN && each.own() == 200)
                    .findFirst()
                    .orElseThrow();
            var world = World.of(projects.create());
            // Of neither was anything read before that this node would still remember.
            var session = world.project().session("ada", "scale_ai");
            var headers = table.equals("api_key")
                    ? Map.of(KEY, fresh.apiKey())
                    : Map.of(AUTHORIZATION, "Bearer " + session.getString("mcp.bearer_token"));
            var path = table.equals("api_key") ? world.named(row.path()) : session.getString("mcp.url");
            asOwner("ALTER TABLE " + table + " RENAME TO broken");
            try {
                var answer = World.send(row, path, row.body(), headers);
                assertThat(answer.statusCode()).as(table).isIn(500, 503);
                assertThat(answer.asString()).doesNotContain("broken", table, "SELECT");
            } finally {
                asOwner("ALTER TABLE broken RENAME TO " + table);
            }
            assertThat(World.send(row, path, row.body(), headers).statusCode())
                    .as(table + " restored")
                    .isIn(200, 404);
        }
    }

    /** Whoever may call a row. */
    private interface Owner {
        Map<String, String> of(World world);
    }

    private List<Owner> owners(Row row) {
        Owner key = world -> Map.of(KEY, world.project().apiKey());
        Owner token = world -> Map.of(AUTHORIZATION, "Bearer " + world.token());
        Owner operator = _ -> Map.of(AUTHORIZATION, "Bearer " + credentials.adminKey());
        return switch (row.opens()) {
            case PROJECT_KEY -> List.of(key);
            case PROJECT_KEY_OR_TOKEN -> List.of(key, token);
            case ADMIN_KEY -> List.of(operator);
        };
    }

    private String refusal(HttpAnswer answer) {
        var challenge = answer.hasHeader("WWW-Authenticate") ? " a challenge" : "out a challenge";
        var leak = ours.secrets().stream().anyMatch(answer.asString()::contains) ? ", and it leaks" : "";
        return answer.statusCode() + " with" + challenge + leak;
    }

    /** Everything a caller sees of an answer but what differs in each: the request's id, the time, the requests left. */
    private String comparable(HttpAnswer answer) {
        var headers = answer.headersBut(List.of("date", "x-request-id", "x-ratelimit-remaining"));
        var body = ours.withoutIds(answer.asString()).replaceAll("(req|log)_[0-9A-Za-z]{22}", "$1");
        return answer.statusCode() + "\n" + headers + "\n" + body;
    }

    private List<String> state() {
        return Stream.of(
                        "/auth_configs/" + ours.config(),
                        "/connected_accounts/" + ours.account(),
                        "/tool_router/session/" + ours.session(),
                        "/auth_configs",
                        "/connected_accounts")
                .map(path -> ours.project().get(path).statusCode(200).extract().asString())
                .toList();
    }

    private static void asOwner(String sql) throws SQLException {
        var config = ConfigProvider.getConfig();
        try (var connection = DriverManager.getConnection(
                        config.getValue("quarkus.datasource.jdbc.url", String.class),
                        config.getValue("quarkus.flyway.username", String.class),
                        config.getValue("quarkus.flyway.password", String.class));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.patchbay.gateway.session;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.testhttp.ContentType;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.RequestSpecification;
import dev.patchbay.gateway.testhttp.Response;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of token opens at a session's addresses (R20, R24). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SessionUrlIT {
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final AdminKeys adminKeys;
    private final SigningKeys signingKeys;
    private final Clock clock;

    private String apiKey = "";
    private JsonPath adas = JsonPath.from("{}");

    SessionUrlIT(Tenants tenants, ApiKeys apiKeys, AdminKeys adminKeys, SigningKeys signingKeys, Clock clock) {
        this.tenants = tenants;
        this.apiKeys = apiKeys;
        this.adminKeys = adminKeys;
        this.signingKeys = signingKeys;
        this.clock = clock;
    }

    @BeforeEach
    void aSession() {
        apiKey = aProject();
        adas = session(apiKey, "ada");
    }

    @Test
    void eachKindOfTokenOpensWhatItIsForAndTellsNothingElse() {
        var tokens = new LinkedHashMap<String, String>();
        tokens.put("its own", token(adas));
        tokens.put("of another session of the same user", token(session(apiKey, "ada")));
        tokens.put("of another user", token(session(apiKey, "bob")));
        tokens.put("of another tenant", token(session(aProject(), "ada")));
        tokens.put("of a session that was deleted", token(deleted(session(apiKey, "ada"))));
        tokens.put("forged", token(adas).substring(0, token(adas).length() - 8) + "AAAAAAAA");
        tokens.put("an admin key", adminKeys.create("test").text());
        tokens.put("an API key as a bearer", apiKey);
        var own = adas.getString("mcp.url");
        var unknown = own.replaceAll("trs_[^/]+", "trs_" + "0".repeat(22));

        var answers = new ArrayList<String>();
        tokens.forEach((kind, token) -> {
            for (var url : List.of(own, own.replace("/tool_router/", "/tool_router/v3/"), unknown)) {
                var status = ping(bearer(token), url).statusCode();
                answers.add(kind + " at " + (url.equals(unknown) ? "an unknown one" : "the session") + ": " + status);
            }
        });

        assertThat(new TreeSet<>(answers))
                .containsExactly(
                        "an API key as a bearer at an unknown one: 401",
                        "an API key as a bearer at the session: 401",
                        "an admin key at an unknown one: 401",
                        "an admin key at the session: 401",
                        "forged at an unknown one: 401",
                        "forged at the session: 401",
                        "its own at an unknown one: 404",
                        "its own at the session: 200",
                        "of a session that was deleted at an unknown one: 404",
                        "of a session that was deleted at the session: 404",
                        "of another session of the same user at an unknown one: 404",
                        "of another session of the same user at the session: 404",
                        "of another tenant at an unknown one: 404",
                        "of another tenant at the session: 404",
                        "of another user at an unknown one: 404",
                        "of another user at the session: 404");
    }

    @Test
    void aForeignSessionLooksLikeOneThatIsNot() {
        var url = adas.getString("mcp.url");
        var foreign = ping(bearer(token(session(aProject(), "ada"))), url);
        var absent = ping(bearer(token(adas)), url.replaceAll("trs_[^/]+", "trs_" + "0".repeat(22)));

        assertThat(foreign.body().asString()).isEqualTo(absent.body().asString());
        assertThat(names(foreign)).isEqualTo(names(absent));
    }

    @Test
    void withoutAGoodTokenTheAnswerSaysWhichSchemeIsSpokenHere() {
        var none = ping(given(), adas.getString("mcp.url"));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"patchbay\"");

        var bad = ping(bearer("x"), adas.getString("mcp.url"));
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(bad.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"patchbay\", error=\"invalid_token\"");
    }

    @Test
    void forgedAndRevokedTokensAllGetOneAnswer() {
        var signing = signingKeys.signing();
        var url = adas.getString("mcp.url");
        var good = HandmadeToken.like(
                signing.kid(),
                issuer(token(adas)),
                url,
                tenantOf(token(adas)),
                adas.getString("session_id"),
                clock.instant());
        assertThat(ping(bearer(good.signed(signing.pair().getPrivate())), url).statusCode())
                .isEqualTo(200);

        var forged = new ForgedTokens(good, signing.pair(), 3600, 31).all();
        forged.put(
                "generation 0",
                good.claims(c -> c.put("gen", 0)).signed(signing.pair().getPrivate()));
        forged.put(
                "a generation to come",
                good.claims(c -> c.put("gen", 2)).signed(signing.pair().getPrivate()));
        var bodies = new TreeSet<String>();
        forged.forEach((what, token) -> {
            var answer = ping(bearer(token), url);
            assertThat(answer.statusCode()).as(what).isEqualTo(401);
            bodies.add(answer.body().asString());
        });
        given().header("x-api-key", apiKey)
                .delete("/api/v3.1/tool_router/session/" + adas.getString("session_id") + "/tokens")
                .then()
                .statusCode(200);
        var revoked = ping(bearer(token(adas)), url);
        assertThat(revoked.statusCode()).isEqualTo(401);
        bodies.add(revoked.body().asString());

        assertThat(bodies).hasSize(1);
    }

    @Test
    void aSessionTokenOpensNothingButTheMcpAddress() {
        var session = "/api/v3.1/tool_router/session/" + adas.getString("session_id");
        for (var path : List.of(session, session + "/tools", "/api/v3.1/tools", "/api/admin/v1/tenants")) {
            assertThat(bearer(token(adas)).get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void credentialsInAnAddressAreRefusedAlsoBesideAGoodHeader() {
        var url = adas.getString("mcp.url");
        for (var name : List.of("token", "access_token", "api_key", "Api_Key", "x-api-key")) {
            var alone = ping(given().queryParam(name, token(adas)), url);
            var beside = ping(bearer(token(adas)).queryParam(name, "x"), url);

            assertThat(alone.statusCode()).as(name).isEqualTo(401);
            assertThat(alone.body().asString()).contains("headers only");
            assertThat(beside.statusCode()).as(name).isEqualTo(401);
        }
        var inQuery = given().queryParam("api_key", apiKey).get("/api/v3.1/tools");
        assertThat(inQuery.statusCode()).isEqualTo(401);
        assertThat(inQuery.body().asString()).contains("headers only").doesNotContain(apiKey);
    }

    @Test
    void noAnswerLetsABrowserTellTheAddress() {
        var url = adas.getString("mcp.url");
        for (var answer : List.of(
                ping(bearer(token(adas)), url),
                ping(given(), url),
                ping(bearer(token(adas)), url + "/nothing"),
                given().header("x-api-key", apiKey).get("/api/v3.1/tools"))) {
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        }
    }

    @Test
    void theLogHoldsNeitherTheWholeSessionIdNorTheToken() {
        var logged = new StringBuilder();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                synchronized (logged) {
                    logged.append(entry.getMessage()).append(' ');
                    if (entry.getParameters() != null) {
                        logged.append(Arrays.asList(entry.getParameters()));
                    }
                    logged.append(entry.getThrown()).append('\n');
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger.getLogger("").addHandler(handler);
        try {
            ping(bearer(token(adas)), adas.getString("mcp.url"));
            ping(bearer(token(adas)), adas.getString("mcp.url") + "?token=" + token(adas));
            ping(bearer(token(session(apiKey, "bob"))), adas.getString("mcp.url"));
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        synchronized (logged) {
            assertThat(logged.toString())
                    .contains("McpResource.post")
                    .doesNotContain(adas.getString("session_id"))
                    .doesNotContain(token(adas));
        }
    }

    private static Response ping(RequestSpecification request, String url) {
        return request.contentType(ContentType.JSON)
                .accept("application/json, text/event-stream")
                .body(PING)
                .post(url);
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private String aProject() {
        return apiKeys.create(tenants.create("a test's project").id(), "test").text();
    }

    private static JsonPath session(String apiKey, String user) {
        return given().header("x-api-key", apiKey)
                .contentType(ContentType.JSON)
                .body("{\"user_id\":\"" + user + "\"}")
                .post("/api/v3.1/tool_router/session")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private JsonPath deleted(JsonPath session) {
        given().header("x-api-key", apiKey)
                .delete("/api/v3.1/tool_router/session/" + session.getString("session_id"))
                .then()
                .statusCode(200);
        return session;
    }

    private static String token(JsonPath session) {
        return session.getString("mcp.bearer_token");
    }

    private static String issuer(String token) {
        return payload(token).getString("iss");
    }

    private static String tenantOf(String token) {
        return payload(token).getString("tid");
    }

    private static JsonPath payload(String token) {
        var text = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
    }

    private static List<String> names(Response answer) {
        return answer.headers().asList().stream()
                .map(header -> header.getName() + (header.getName().equals("x-request-id") ? "" : header.getValue()))
                .sorted()
                .toList();
    }
}

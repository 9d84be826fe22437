package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.testhttp.JsonPath;
import dev.patchbay.gateway.testhttp.Response;
import dev.patchbay.simulator.backendless.Orchard;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page behind a Connect link, as a browser without script uses it, and as others misuse it (R38, R69). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ConnectPageIT {
    private static final String WRONG = "test_not_a_known_key";
    private static final Map<String, String> OWN_PAGE = Map.of("Sec-Fetch-Site", "same-origin", "Origin", "null");

    private final Projects projects;
    private Project project = new Project("");

    ConnectPageIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @AfterEach
    void theServiceIsWell() {
        scale("DELETE", "fault", "");
    }

    @Test
    void theFormSaysWhoAsksForWhatAndTakesSecretsMasked() {
        var page = link("scale_ai", "")
                .page()
                .open()
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(page)
                .contains(
                        "<html lang=\"en\">",
                        "<h1>Connect Scale AI</h1>",
                        "a test&#39;s project",
                        "<strong>ada</strong>")
                .contains(
                        "<label for=\"f-api_key\">",
                        "type=\"password\"",
                        "autocomplete=\"off\"",
                        "autofocus",
                        "required")
                .contains("Shown in the Scale dashboard")
                .doesNotContain("<script", "onclick", "style=", "type=\"text\"");
    }

    @Test
    void aKeyThatWorksMakesTheAccountActiveAndTheBrowserGoesBack() {
        var link = link("scale_ai", ",'callback_url':'https://app.example/done?from=chat&status=forged'");
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("INITIATED"));
        link.page().open();

        var back = "https://app.example/done?from=chat&status=success&connected_account_id=" + link.account();
        link.page()
                .type("api_key", Project.SCALE_KEY)
                .then()
                .statusCode(200)
                .header("Refresh", "1; url=" + back)
                .body(containsString("Scale AI is connected"))
                .body(containsString("href=\"" + back.replace("&", "&amp;") + "\""));

        project.get("/connected_accounts/" + link.account())
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", nullValue())
                .body("state.val.api_key", equalTo("…d_01"))
                .body("state.val.environment", equalTo("test"));
        project.executes("SCALE_AI_LIST_BATCHES", "ada", "{}");
        usedUp(link);
    }

    @Test
    void aRefusedKeyCanBeCorrectedAndIsNeverRepeated() {
        var link = link("scale_ai", "");
        link.page().open();

        var refused = link.page().type("api_key", WRONG).then().statusCode(422);

        assertThat(refused.extract().asString())
                .contains("role=\"alert\"", "refused the credential")
                .doesNotContain(WRONG);
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("INITIATED"));
        link.page().type("api_key", Project.SCALE_KEY).then().statusCode(200);
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("ACTIVE"));
    }

    @Test
    void whatIsNoSecretStaysInTheForm() {
        var link = link("backendless", "");
        link.page()
                .open("?_way=native")
                .then()
                .body(containsString("aria-current=\"page\">Application id and REST API key"));

        var answer = link.page()
                .type("region", "eu", "application_id", Orchard.APPLICATION_ID, "rest_api_key", "WRONG-KEY-0")
                .then()
                .statusCode(422)
                .extract()
                .asString();

        assertThat(answer)
                .contains("value=\"" + Orchard.APPLICATION_ID + "\"", "<option value=\"eu\" selected>")
                .doesNotContain("WRONG-KEY-0");
        link.page()
                .type("region", "us", "application_id", Orchard.APPLICATION_ID, "rest_api_key", Orchard.REST_API_KEY)
                .then()
                .statusCode(200)
                .header("Refresh", nullValue())
                .body(containsString("You can close this window."));
        project.get("/connected_accounts/" + link.account())
                .body("status", equalTo("ACTIVE"))
                .body("state.val.application_id", equalTo(Orchard.APPLICATION_ID));
        project.executes("BACKENDLESS_GET_COUNTER_VALUE", "ada", "{\"counter_name\":\"visits\"}");
    }

    @Test
    void aFieldThatIsMissingOrWrongIsNamedAndDoesNotCount() {
        var link = link("backendless", "");
        link.page().open();
        for (int i = 0; i < 12; i++) {
            link.page().type("domain", "https://x").then().statusCode(400).body(containsString("must be a host name"));
        }
        link.page().open("?_way=pro");
        link.page().type().then().statusCode(400).body(containsString("Please fill in this field."));
        link.page().open().then().statusCode(200);
    }

    @Test
    void afterTenRefusedKeysTheLinkIsSpentAndTheAccountFailed() {
        var link = link("scale_ai", ",'callback_url':'https://app.example/done'");
        link.page().open();
        for (int i = 0; i < 9; i++) {
            link.page().type("api_key", WRONG).then().statusCode(422).body(containsString("role=\"alert\""));
        }
        link.page()
                .type("api_key", WRONG)
                .then()
                .statusCode(422)
                .body(containsString("tried too often"))
                .body(containsString("?status=failed&amp;connected_account_id=" + link.account()));
        project.get("/connected_accounts/" + link.account())
                .body("status", equalTo("FAILED"))
                .body("status_reason", containsString("refused the credential"));
        usedUp(link);
    }

    @Test
    void ofTenRefusedAtOnceOneIsTheTenth() throws Exception {
        var link = link("scale_ai", "");
        link.page().open();
        var form = link.page().typed("api_key", WRONG);
        try (var browsers = Executors.newFixedThreadPool(10)) {
            Callable<String> guess = () -> link.page().send(OWN_PAGE, form).asString();
            var spent = 0;
            for (var answer : browsers.invokeAll(
                    IntStream.range(0, 10).mapToObj(_ -> guess).toList())) {
                spent += answer.get().contains("tried too often") ? 1 : 0;
            }
            assertThat(spent).isOne();
        }
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("FAILED"));
        usedUp(link);
    }

    @Test
    void whenTheServiceGivesNoClearAnswerThePageSaysSo() {
        scale("POST", "fault", "{'kind':'status','status':503,'path':'/v1/batches','times':3}");
        var link = link("scale_ai", ",'callback_url':'https://app.example/done'");
        link.page().open();
        link.page()
                .type("api_key", Project.SCALE_KEY)
                .then()
                .statusCode(200)
                .header("Refresh", nullValue())
                .body(containsString("could not be asked whether it works"))
                .body(containsString("status=success"));
        project.get("/connected_accounts/" + link.account())
                .body("status", equalTo("ACTIVE"))
                .body("status_reason", containsString("Not verified"));
    }

    @Test
    void whoeverDoesNotWantToGoesBackWithAFailure() {
        var link = link("scale_ai", ",'callback_url':'https://app.example/done'");
        link.page().open();
        link.page()
                .type("_cancel", "1", "api_key", "")
                .then()
                .statusCode(200)
                .header("Refresh", containsString("?status=failed&connected_account_id=" + link.account()))
                .body(containsString("Nothing was connected"));
        project.get("/connected_accounts/" + link.account())
                .body("status", equalTo("FAILED"))
                .body("status_reason", containsString("declined"));
        usedUp(link);
    }

    /** Programs that look at addresses in messages, and people who look twice. */
    @Test
    void lookingSpendsNothing() {
        var link = link("scale_ai", "");
        for (int i = 0; i < 20; i++) {
            given().get(link.url()).then().statusCode(200);
            given().head(link.url()).then().statusCode(200);
        }
        link.page().open();
        link.page().type("api_key", Project.SCALE_KEY).then().statusCode(200);
    }

    @Test
    void twoLinksCanBeOpenInOneBrowser() {
        var one = link("scale_ai", "");
        var other = link("scale_ai", "");
        var first = one.page().open().cookies();
        var second = other.page().open().cookies();
        assertThat(first.keySet()).doesNotContainAnyElementsOf(second.keySet());
    }

    @Test
    void ofManyWhoFinishAtOnceOneDoes() throws Exception {
        var link = link("scale_ai", "");
        link.page().open();
        var form = link.page().typed("api_key", Project.SCALE_KEY);
        try (var browsers = Executors.newFixedThreadPool(8)) {
            Callable<Integer> finish = () -> link.page().send(OWN_PAGE, form).statusCode();
            var won = 0;
            for (var answer : browsers.invokeAll(
                    IntStream.range(0, 8).mapToObj(_ -> finish).toList())) {
                assertThat(answer.get()).isIn(200, 409, 410);
                won += answer.get() == 200 ? 1 : 0;
            }
            assertThat(won).isOne();
        }
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("ACTIVE"));
        assertThat(new AuditLog(projects.adminKey()).actions(project.tenant(), 0))
                .filteredOn("connected_account.connected"::equals)
                .hasSize(1);
    }

    @Test
    void anExpiredLinkSaysSoAndTakesNothing() throws SQLException {
        var link = link("scale_ai", "");
        link.page().open();
        var form = link.page().typed("api_key", Project.SCALE_KEY);
        AuditLog.asOwner(
                project.tenant(),
                "UPDATE connect_link SET expires_at = now() - interval '1 second'",
                "UPDATE connected_account SET pending_until = now() - interval '1 second'");

        given().get(link.url()).then().statusCode(410).body(containsString("This link has expired"));
        link.page().send(OWN_PAGE, form).then().statusCode(410).body(containsString("This link has expired"));
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("EXPIRED"));
    }

    @Test
    void whatWasNeverALinkLooksTheSameWhateverIsWrongWithIt() {
        var token = link("scale_ai", "").page().token();
        var base = link("scale_ai", "").url();
        var origin = base.substring(0, base.lastIndexOf('/') + 1);
        var shredded = link("scale_ai", "");
        project.delete("/connected_accounts/" + shredded.account());
        var seen = List.of(
                        origin + "lt_" + "0".repeat(38),
                        origin + token.substring(0, 40) + "0",
                        origin + token.toUpperCase(java.util.Locale.ROOT),
                        origin + token + "/",
                        origin + "nothing",
                        origin,
                        shredded.url())
                .stream()
                .map(url -> given().get(url))
                .map(answer -> answer.statusCode() + answer.asString())
                .distinct();
        assertThat(seen).hasSize(1).first().asString().startsWith("404").contains("There is nothing here");
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, https://evil.example",
        "cross-site, ",
        "same-site, ",
        "none, ",
        "same-origin, https://evil.example",
        ", https://evil.example",
        ", null",
        ", ",
    })
    void aFormOfAnotherSiteChangesNothing(String site, String origin) {
        var link = link("scale_ai", "");
        link.page().open();
        var headers = new HashMap<String, String>();
        if (site != null) {
            headers.put("Sec-Fetch-Site", site);
        }
        if (origin != null) {
            headers.put("Origin", origin);
        }

        forged(link, link.page().send(headers, link.page().typed("api_key", Project.SCALE_KEY)));
        forged(link, link.page().send(headers, link.page().typed("_cancel", "1")));
    }

    @Test
    void anOlderBrowserSaysByItsOriginWhereItsFormIsFrom() {
        var link = link("scale_ai", "");
        link.page().open();
        var origin = link.url().substring(0, link.url().indexOf("/link/"));
        link.page()
                .send(Map.of("Origin", origin), link.page().typed("api_key", Project.SCALE_KEY))
                .then()
                .statusCode(200);
    }

    @Test
    void aFormWithoutTheBrowsersOwnProofChangesNothing() {
        var link = link("scale_ai", "");
        link.page().open();
        var form = link.page().typed("api_key", Project.SCALE_KEY);
        var others = link("scale_ai", "").page();
        others.open();

        var without = new HashMap<>(form);
        without.remove("_proof");
        forged(link, link.page().send(OWN_PAGE, without));
        var ofAnotherLink = new HashMap<>(form);
        ofAnotherLink.put("_proof", others.typed().get("_proof"));
        forged(link, link.page().send(OWN_PAGE, ofAnotherLink));
        link.page().forgetCookies();
        forged(link, link.page().send(OWN_PAGE, form));
        link.page().open(); // another browser's cookie
        forged(link, link.page().send(OWN_PAGE, form));
    }

    @Test
    void nothingAnotherPartyWroteIsTakenForMarkup() {
        var script = "<script>alert(1)</script>";
        project = projects.create("Shop " + script);
        var answer = Json.object().put("kind", "answer").put("status", 401).put("path", "/v1/batches");
        answer.put("body", "{\"error\":\"no " + script + " \\\" onfocus=x\"}")
                .putObject("headers")
                .put("Content-Type", "application/json");
        scale("POST", "fault", answer.toString());
        var link = link("scale_ai", "", "ada" + script);
        var form = link.page().open().then().statusCode(200).extract().asString();
        var refused = link.page()
                .type("api_key", WRONG + script)
                .then()
                .statusCode(422)
                .extract()
                .asString();
        var declined = link.page()
                .type("_cancel", "1")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        for (var page : List.of(form, refused, declined)) {
            assertThat(page).doesNotContain("<script");
        }
        assertThat(form).contains("Shop &lt;script&gt;", "ada&lt;script&gt;");
        assertThat(refused).contains("no &lt;script&gt;", "&quot; onfocus=x");
        var typed = link("backendless", "");
        typed.page().open();
        assertThat(typed.page().type("domain", "\"><script>").asString())
                .contains("value=\"&quot;&gt;&lt;script&gt;\"")
                .doesNotContain("<script");
    }

    @Test
    void everyPageForbidsWhatPagesForSecretsMust() {
        var link = link("scale_ai", ",'callback_url':'https://app.example/done'");
        var open = link.page().open();
        var pages = List.of(
                open,
                link.page().type(),
                link.page().send(Map.of(), Map.of()),
                link.page().type("api_key", WRONG),
                link.page().type("_cancel", "1"),
                given().get(link.url()),
                given().get(link.url() + "x"),
                given().get(link.url().replace("/link/", "/link/x/")));
        for (var page : pages) {
            page.then()
                    .header(
                            "Content-Security-Policy",
                            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
                    .header("Cache-Control", "no-store")
                    .header("Referrer-Policy", "no-referrer")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Cross-Origin-Opener-Policy", "same-origin")
                    .header("X-Frame-Options", "DENY")
                    .header("Content-Type", "text/html; charset=utf-8");
        }
        assertThat(open.header("Set-Cookie"))
                .matches("ln_[0-9A-Za-z]{22}=[A-Za-z0-9_-]{22}; Max-Age=900;.* Path=/; HTTPOnly; SameSite=Strict");
    }

    @Test
    void theStyleSheetIsAFileThatMayBeKept() {
        var link = link("scale_ai", "");
        given().get(link.url().replaceAll("/lt_.*", "/connect.css"))
                .then()
                .statusCode(200)
                .contentType("text/css; charset=utf-8")
                .header("Cache-Control", containsString("max-age"))
                .header("Set-Cookie", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void noOtherMethodIsOffered(String method) {
        var link = link("scale_ai", "");
        given().request(method, link.url()).then().statusCode(405);
        link.page().open().then().statusCode(200);
    }

    @Test
    void whatIsNoFormIsRefused() {
        var link = link("scale_ai", "");
        link.page().open();
        for (var type : List.of("application/json", "multipart/form-data; boundary=x", "text/plain")) {
            given().headers(OWN_PAGE)
                    .contentType(type)
                    .body("api_key=x".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .post(link.url())
                    .then()
                    .statusCode(400);
        }
        given().headers(OWN_PAGE)
                .contentType("application/x-www-form-urlencoded")
                .body("api_key=" + "x".repeat(300 * 1024))
                .post(link.url())
                .then()
                .statusCode(400);
        given().headers(OWN_PAGE)
                .contentType("application/x-www-form-urlencoded")
                .body("api_key=%zz")
                .post(link.url())
                .then()
                .statusCode(400);
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("INITIATED"));
    }

    @Test
    void aForeignHostIsNotServed() {
        var link = link("scale_ai", "");
        given().header("Host", "evil.example")
                .get(link.url())
                .then()
                .statusCode(403)
                .body(containsString("not served here"));
    }

    @Test
    void whatHappensOnThePageIsRecorded() {
        var log = new AuditLog(projects.adminKey());
        var link = link("scale_ai", "");
        var before = log.count(project.tenant());
        link.page().open();
        link.page().type("api_key", WRONG);
        link.page().type("api_key", Project.SCALE_KEY);

        var rows = log.of(project.tenant()).stream().skip(before).toList();
        assertThat(rows)
                .extracting(row -> row.get("action") + " " + row.get("outcome") + " " + row.get("subject"))
                .containsExactly(
                        "connected_account.refused REFUSED " + link.account(),
                        "connected_account.connected DONE " + link.account());
        assertThat(rows.toString())
                .contains("connect_link", "ln_")
                .doesNotContain(Project.SCALE_KEY, link.page().token());
    }

    private void forged(Link link, Response answer) {
        answer.then().statusCode(403).body(containsString("Fill it in again"));
        project.get("/connected_accounts/" + link.account()).body("status", equalTo("INITIATED"));
    }

    private static void usedUp(Link link) {
        given().get(link.url()).then().statusCode(410).body(containsString("This link has been used"));
        link.page()
                .send(OWN_PAGE, Map.of("api_key", Project.SCALE_KEY))
                .then()
                .statusCode(410)
                .body(containsString("This link has been used"));
    }

    private Link link(String toolkit, String more) {
        return link(toolkit, more, "ada");
    }

    private Link link(String toolkit, String more, String user) {
        JsonPath session = project.session(user, toolkit);
        var made = project.post(
                        "/tool_router/session/" + session.getString("session_id") + "/link",
                        "{'toolkit':'" + toolkit + "'" + more + "}")
                .statusCode(201)
                .extract()
                .jsonPath();
        var url = made.getString("redirect_url");
        return new Link(url, made.getString("connected_account_id"), new ConnectPage(url));
    }

    private record Link(String url, String account, ConnectPage page) {}

    private static void scale(String method, String command, String body) {
        var origin = ConfigProvider.getConfig().getValue(GatewayResource.SCALE_ORIGIN, String.class);
        given().body(Project.json(body))
                .request(method, origin + "/__sim/" + command)
                .then()
                .statusCode(200);
    }
}

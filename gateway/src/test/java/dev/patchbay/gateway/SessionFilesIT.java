package dev.patchbay.gateway;

import static dev.patchbay.gateway.testhttp.Http.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.patchbay.gateway.testhttp.Http;
import dev.patchbay.gateway.testhttp.ValidatableResponse;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a session over the wire contract (section 5.8). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class SessionFilesIT {
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final Projects projects;
    private Project project = new Project("");
    private String session = "";

    SessionFilesIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aSession() {
        project = projects.create();
        session = project.session("ada", "scale_ai").getString("session_id");
    }

    @Test
    void aFileIsSentListedFetchedAndDeleted() {
        project.post(mount("upload_url"), "{'mount_relative_path':'in/a b.txt'}")
                .statusCode(201)
                .body("upload_url", startsWith("http://localhost:" + Http.port() + "/api/v3.1/files/"))
                .body("mount_relative_path", equalTo("in/a b.txt"))
                .body("sandbox_mount_prefix", equalTo("/mnt/files"))
                .body("expires_at", matchesPattern(TIME));
        project.get(mount("items")).statusCode(200).body("items", hasSize(0));

        project.sendFile(session, "in/a b.txt", "hello").statusCode(200);

        project.get(mount("items"))
                .statusCode(200)
                .body("items.mount_relative_path", contains("in/a b.txt"))
                .body("items[0].sandbox_mount_prefix", equalTo("/mnt/files"))
                .body("items[0].size", equalTo(5))
                .body("items[0].last_modified", matchesPattern(TIME));
        assertThat(fetch("in/a b.txt")).isEqualTo("hello");
        project.post(mount("delete"), "{'mount_relative_path':'in/a b.txt'}")
                .statusCode(200)
                .body("mount_relative_path", equalTo("in/a b.txt"))
                .body("sandbox_mount_prefix", equalTo("/mnt/files"));
        project.post(mount("delete"), "{'mount_relative_path':'in/a b.txt'}").statusCode(404);
        project.post(mount("download_url"), "{'mount_relative_path':'in/a b.txt'}")
                .statusCode(404);
    }

    @Test
    void theSameRoutesServeOlderSdks() {
        project.request()
                .get("/api/v3/tool_router/session/" + session + "/mounts/files/items")
                .then()
                .statusCode(200);
    }

    @Test
    void sendingToAPathAgainReplacesWhatIsThere() {
        project.sendFile(session, "a.txt", "first").statusCode(200);
        String first = address("a.txt");
        project.sendFile(session, "a.txt", "second").statusCode(200);

        assertThat(fetch("a.txt")).isEqualTo("second");
        given().urlEncodingEnabled(false).get(first).then().statusCode(404);
        project.get(mount("items")).body("items", hasSize(1));
    }

    /** The SDK breaks on a null cursor, and shows no page without a text. */
    @Test
    void listsGoOnByCursorAndEndWithoutOne() {
        for (var path : new String[] {"a/1", "a/2", "a/3", "b"}) {
            project.sendFile(session, path, "x").statusCode(200);
        }

        String cursor = project.get(mount("items") + "?limit=2&mount_relative_prefix=a/")
                .body("items.mount_relative_path", contains("a/1", "a/2"))
                .extract()
                .path("next_cursor");
        var last = project.get(mount("items") + "?limit=2&mount_relative_prefix=a/&cursor=" + cursor)
                .body("items.mount_relative_path", contains("a/3"))
                .extract()
                .asString();
        assertThat(last).doesNotContain("next_cursor");
        project.get(mount("items") + "?limit=2&cursor=" + cursor).statusCode(400);
    }

    @Test
    void anotherSessionUserOrProjectSeesNothingOfIt() {
        project.sendFile(session, "a.txt", "secret").statusCode(200);
        var stranger = projects.create();
        var ours = session;
        var others = new String[] {
            project.session("ada", "scale_ai").getString("session_id"),
            project.session("bob", "scale_ai").getString("session_id")
        };

        for (var other : others) {
            session = other;
            project.get(mount("items")).body("items", hasSize(0));
            project.post(mount("download_url"), "{'mount_relative_path':'a.txt'}")
                    .statusCode(404);
            project.post(mount("delete"), "{'mount_relative_path':'a.txt'}").statusCode(404);
        }
        session = ours;
        stranger.get(mount("items")).statusCode(404).body("error.slug", equalTo("Session_NotFound"));
        for (var act : new String[] {"upload_url", "download_url", "delete"}) {
            stranger.post(mount(act), "{'mount_relative_path':'a.txt'}")
                    .statusCode(404)
                    .body("error.slug", equalTo("Session_NotFound"));
        }
        project.get("/files/list").body("items", hasSize(0));
        assertThat(fetch("a.txt")).isEqualTo("secret");
    }

    @Test
    void aDeletedSessionTakesItsFilesAlong() {
        project.sendFile(session, "a.txt", "x").statusCode(200);
        String address = address("a.txt");
        String open = project.post(mount("upload_url"), "{'mount_relative_path':'b.txt'}")
                .extract()
                .path("upload_url");

        project.delete("/tool_router/session/" + session).statusCode(200);

        given().urlEncodingEnabled(false).get(address).then().statusCode(404);
        given().urlEncodingEnabled(false).body("x").put(open).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a", "../a", "a/../b", "a//b", "a/", "a\\\\b", "a\\u0000b", "a\\u202eb", "results/x.json"})
    void whatIsNoPathHereIsRefusedWithTheReason(String path) {
        project.post(mount("upload_url"), "{'mount_relative_path':'" + path + "'}")
                .statusCode(400)
                .body("error.message", containsString("must"));
    }

    @Test
    void twoSpellingsOfALetterAreOnePath() {
        project.sendFile(session, "u\u0308.txt", "x").statusCode(200);

        assertThat(fetch("\u00fc.txt")).isEqualTo("x");
    }

    @Test
    void thereIsOneMount() {
        project.get("/tool_router/session/" + session + "/mounts/other/items")
                .statusCode(404)
                .body("error.message", containsString("called files"));
    }

    @Test
    void aMisspelledMemberIsNamed() {
        project.post(mount("upload_url"), "{'path':'a','mimetype':'text'}")
                .statusCode(400)
                .body("error.errors", hasSize(3))
                .body("error.message", not(containsString("null")));
    }

    private String mount(String act) {
        return "/tool_router/session/" + session + "/mounts/files/" + act;
    }

    private String address(String path) {
        return project.post(mount("download_url"), "{'mount_relative_path':'" + path + "'}")
                .statusCode(201)
                .body("expires_at", matchesPattern(TIME))
                .extract()
                .path("download_url");
    }

    private String fetch(String path) {
        ValidatableResponse answer =
                given().urlEncodingEnabled(false).get(address(path)).then();
        return answer.statusCode(200).extract().asString();
    }
}

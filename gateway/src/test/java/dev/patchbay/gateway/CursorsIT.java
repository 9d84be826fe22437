package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cursors of listings over HTTP: each is good for the listing it came from and nothing else (R23). */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class CursorsIT {
    private static final String REFUSED =
            "The request is not valid: cursor: not one that this listing returned within the last day; leave it out to begin"
                    + " again.";

    private final Projects projects;
    private Project project = new Project("");

    CursorsIT(Projects projects) {
        this.projects = projects;
    }

    @BeforeEach
    void aProject() {
        project = projects.create();
    }

    @Test
    void aListingIsReadToItsEndInPagesOfAnySize() {
        var seen = new ArrayList<String>();
        String cursor = "";
        for (int limit = 7; cursor != null; limit++) {
            var page = project.get("/tools?toolkit_slug=scale_ai&limit=" + limit + "&cursor=" + cursor)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.slug"));
            cursor = page.getString("next_cursor");
        }
        assertThat(seen)
                .doesNotHaveDuplicates()
                .isEqualTo(project.get("/tools?toolkit_slug=scale_ai&limit=1000")
                        .extract()
                        .jsonPath()
                        .getList("items.slug"));
    }

    @Test
    void aCursorWithAnyCharacterChangedIsRefused() {
        var cursor = cursor("/tools?limit=1");
        for (int at = 0; at < cursor.length(); at++) {
            var other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            refused("/tools?limit=1&cursor=" + cursor.substring(0, at) + other + cursor.substring(at + 1));
        }
        var bytes = Base64.getUrlDecoder().decode(cursor);
        IntStream.range(0, bytes.length * 8)
                .filter(bit -> bit < 96 || bit % 37 == 0)
                .forEach(bit -> {
                    var flipped = bytes.clone();
                    flipped[bit / 8] ^= (byte) (1 << bit % 8);
                    refused("/tools?limit=1&cursor="
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped));
                });
        project.get("/tools?limit=1&cursor=" + cursor).statusCode(200);
    }

    @Test
    void whatWasNeverACursorIsRefusedInTheSameWords() {
        for (var invented : List.of("x", "bzox", "bzo1", "o:1", "-1", "%00", "A".repeat(59), "A".repeat(4000), "%3D")) {
            refused("/tools?limit=1&cursor=" + invented);
        }
    }

    @Test
    void aCursorOfAnotherTenantIsRefused() {
        var theirs = new CursorOf(projects.create()).of("/tools?limit=1");
        refused("/tools?limit=1&cursor=" + theirs);
    }

    @Test
    void aCursorOfAnotherListingIsRefused() {
        var cursor = cursor("/tools?limit=1");
        refused("/toolkits?limit=1&cursor=" + cursor);
        refused("/connected_accounts?limit=1&cursor=" + cursor);
        var one = project.session("ada", "scale_ai").getString("session_id");
        var other = project.session("ada", "scale_ai").getString("session_id");
        var ofOne = cursor("/tool_router/session/" + one + "/tools?limit=1");
        refused("/tool_router/session/" + other + "/tools?limit=1&cursor=" + ofOne);
        project.get("/tool_router/session/" + one + "/tools?limit=1&cursor=" + ofOne)
                .statusCode(200);
    }

    @Test
    void aCursorWithOtherFiltersIsRefused() {
        var cursor = cursor("/tools?limit=1&toolkit_slug=scale_ai");
        refused("/tools?limit=1&cursor=" + cursor);
        refused("/tools?limit=1&toolkit_slug=backendless&cursor=" + cursor);
        refused("/tools?limit=1&toolkit_slug=scale_ai&tags=readOnlyHint&cursor=" + cursor);
        refused("/tools?limit=1&toolkit_slug=scale_ai&toolkit_slug=backendless&cursor=" + cursor);
    }

    private void refused(String path) {
        project.request()
                .urlEncodingEnabled(false)
                .get("/api/v3.1" + path)
                .then()
                .statusCode(400)
                .body("error.message", equalTo(REFUSED));
    }

    private String cursor(String path) {
        return new CursorOf(project).of(path);
    }

    private record CursorOf(Project project) {
        String of(String path) {
            return project.get(path).statusCode(200).extract().path("next_cursor");
        }
    }
}

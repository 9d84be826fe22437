package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaleTasksTest {
    private static final String A = "65f0a1000000000000000001";
    private static final String B = "65f0a1000000000000000002";
    private static final String C = "65f0a1000000000000000003";

    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));

    @AfterEach
    void stop() {
        scale.close();
    }

    @Test
    void anUnknownTaskAnswersWithTheRecordedText() {
        var reply = test.get("/v1/task/fake_id_qwertyuiop");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json())
                .isEqualTo(Json.literal("{\"status_code\":404,\"error\":\"Task with that ID not found.\"}"));
    }

    @Test
    void tokensLeadThroughThePages() {
        var first = test.get("/v1/tasks?limit=2").json();
        assertThat(ids(first)).containsExactly(C, B);
        assertThat(first.path("total").asInt()).isEqualTo(3);
        assertThat(first.path("offset").asInt()).isZero();
        assertThat(first.path("has_more").asBoolean()).isTrue();

        var second = test.get("/v1/tasks?limit=2&next_token="
                        + first.path("next_token").asText())
                .json();
        assertThat(ids(second)).containsExactly(A);
        assertThat(second.path("total").asInt()).isEqualTo(3);
        assertThat(second.path("has_more").asBoolean()).isFalse();
        assertThat(second.has("next_token")).isFalse();
    }

    @Test
    void aTaskCreatedBetweenTwoPagesIsInNeither() {
        var first = test.get("/v1/tasks?limit=2").json();
        test.post("/v1/task/imageannotation", "{'attachment':'https://pics.example/9.jpg','geometries':{'point':{}}}");

        var second = test.get("/v1/tasks?limit=2&next_token="
                        + first.path("next_token").asText())
                .json();

        assertThat(ids(second)).containsExactly(A);
        assertThat(second.path("total").asInt()).isEqualTo(3);
        assertThat(test.get("/v1/tasks").json().path("total").asInt()).isEqualTo(4);
    }

    @Test
    void aTokenIsGoodForItsFiltersOnly() {
        String token = test.get("/v1/tasks?limit=1&project=Fruit%20Boxes")
                .json()
                .path("next_token")
                .asText();

        assertThat(test.get("/v1/tasks?limit=1&project=Fruit+Boxes&next_token=" + token)
                        .status())
                .isEqualTo(200);
        assertThat(test.get("/v1/tasks?limit=1&next_token=" + token).status()).isEqualTo(400);
        assertThat(test.get("/v1/tasks?next_token=made-up").status()).isEqualTo(400);
    }

    @Test
    void theOldOffsetStillPages() {
        var page = test.get("/v1/tasks?limit=1&offset=2").json();

        assertThat(ids(page)).containsExactly(A);
        assertThat(page.path("offset").asInt()).isEqualTo(2);
        assertThat(page.path("has_more").asBoolean()).isFalse();
    }

    @Test
    void repeatedUniqueIdsAndALimitedAnswer() {
        var page = test.get("/v1/tasks?unique_id=apple-1&unique_id=apple-2&limited_response=True")
                .json();

        assertThat(page.path("docs")).hasSize(2);
        page.path("docs")
                .forEach(doc -> assertThat(doc.properties().stream().map(Map.Entry::getKey))
                        .containsExactlyInAnyOrder("task_id", "status", "metadata", "project"));
    }

    @Test
    void filtersSelect() {
        assertThat(ids(test.get("/v1/tasks?batch=picking%20week%2007").json())).containsExactly(B, A);
        assertThat(ids(test.get("/v1/tasks?tags=rain").json())).containsExactly(C);
        assertThat(ids(test.get("/v1/tasks?status=canceled").json())).isEmpty();
        assertThat(ids(test.get("/v1/tasks?type=imageannotation&status=completed")
                        .json()))
                .containsExactly(C, B, A);
    }

    @Test
    void anEmptyWindowIsAnEmptyPage() {
        assertThat(test.get("/v1/tasks?start_time=2031-01-01&end_time=2031-01-02")
                        .json())
                .isEqualTo(Json.literal("{\"docs\":[],\"total\":0,\"limit\":100,\"offset\":0,\"has_more\":false}"));
        assertThat(test.get("/v1/tasks?start_time=yesterday").status()).isEqualTo(400);
        assertThat(ids(test.get("/v1/tasks?start_time=2026-01-01T00:00:00.123456&end_time=2031-01-01T00:00:00%2B02:00")
                        .json()))
                .hasSize(3);
    }

    @Test
    void tagsAreAddedOnce() {
        var task = test.put("/v1/task/" + A + "/tags", "['dawn','red']").json();

        assertThat(task.path("tags")).map(JsonNode::asText).containsExactly("dawn", "red");
    }

    @Test
    void aSixthTagIsRefusedAndNothingChanges() {
        assertThat(test.put("/v1/task/" + C + "/tags", "['red','green']").status())
                .isEqualTo(400);
        assertThat(test.get("/v1/task/" + C).json().path("tags")).hasSize(4);
        assertThat(test.put("/v1/task/" + C + "/tags", "['red']").json().path("tags"))
                .hasSize(5);
    }

    @Test
    void aDeleteWithABodyRemovesTheListedTags() {
        var task = test.delete("/v1/task/" + C + "/tags", "['rain','nope']").json();

        assertThat(task.path("tags")).map(JsonNode::asText).containsExactly("dawn", "hill", "wind");
        assertThat(test.delete("/v1/task/" + A + "/tags", "['dawn']").json().has("tags"))
                .isFalse();
    }

    @Test
    void tagsAreABareArrayOfTexts() {
        for (String body : List.of("{'tags':['x']}", "['']", "[1]")) {
            assertThat(test.put("/v1/task/" + A + "/tags", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(test.put("/v1/task/" + A + "/tags", "").status()).isEqualTo(200);
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("docs").spliterator(), false)
                .map(task -> task.path("task_id").asText())
                .toList();
    }
}

package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.simulator.http.Client;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaleTaskCreationTest {
    private static final String PICTURES = "/v1/task/imageannotation";
    private static final String VALID = "'project':'Fruit Boxes','attachment':'https://pics.example/7.jpg',"
            + "'attachment_type':'image',"
            + "'geometries':{'box':{'objects_to_annotate':['apple'],'min_height':'10','min_width':10}}";

    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));

    @AfterEach
    void stop() {
        scale.close();
    }

    @Test
    void aTestTaskIsPendingInTheAnswerAndCompletedAfterwards() {
        var created = test.post(PICTURES, "{" + VALID + ",'callback_url':'http://www.example.com/callback'}")
                .json();

        assertThat(created.path("status").asText()).isEqualTo("pending");
        assertThat(created.path("type").asText()).isEqualTo("imageannotation");
        assertThat(created.path("is_test").asBoolean()).isTrue();
        assertThat(created.path("metadata").isObject()).isTrue();
        assertThat(created.has("tags") || created.has("unique_id") || created.has("response"))
                .isFalse();
        assertThat(created.path("params")
                        .path("geometries")
                        .path("box")
                        .path("min_height")
                        .isInt())
                .as("numbers sent as text become numbers")
                .isTrue();
        assertThat(created.path("params").has("project")).isFalse();
        assertThat(created.path("instruction").asText()).isEqualTo("Box every ripe apple.");

        String path = "/v1/task/" + created.path("task_id").asText();
        var finished = test.get(path).json();
        assertThat(finished.path("status").asText()).isEqualTo("completed");
        assertThat(finished.path("response")
                        .path("annotations")
                        .path(0)
                        .path("label")
                        .asText())
                .isEqualTo("apple");
        assertThat(test.post(path + "/cancel", "").status()).isEqualTo(400);
    }

    @Test
    void aLiveTaskStaysPendingAndCanBeCanceled() {
        var live = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.LIVE_KEY));
        var created = live.post(PICTURES, "{" + VALID.replace("Fruit Boxes", "Rapid Crates") + "}")
                .json();
        String path = "/v1/task/" + created.path("task_id").asText();

        assertThat(live.get(path).json().path("status").asText()).isEqualTo("pending");
        assertThat(live.post(path + "/cancel", "{}").json().path("status").asText())
                .isEqualTo("canceled");
        assertThat(live.post(path + "/cancel", "{}").status()).isEqualTo(200);
    }

    @Test
    void withoutAnAttachmentTheRecordedTextComesBack() {
        var reply = test.post(PICTURES, "{'instruction':'Box it.','attachment_type':'image'}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText())
                .isEqualTo("Please include an attachment or attachments parameter.");
    }

    @Test
    void aUniqueIdIsTakenOnceOverAllTypes() {
        var reply = test.post(PICTURES, "{" + VALID + ",'unique_id':'apple-1'}");
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("error").asText()).contains("apple-1", "65f0a1000000000000000001");

        assertThat(test.post(
                                "/v1/task/namedentityrecognition",
                                "{'text':'Ada sold pears.','labels':[{'name':'Person'}],'unique_id':'apple-1'}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aRepeatedIdempotencyKeyIsAConflictAndNotAReplay() {
        var keyed = Client.of(
                scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY), "Idempotency-Key", "k-1");

        assertThat(keyed.post(PICTURES, "{" + VALID + "}").status()).isEqualTo(200);
        assertThat(keyed.post(PICTURES, "{" + VALID + "}").status()).isEqualTo(409);
    }

    @Test
    void aBrokenAttachmentEndsInErrorAndMayFreeTheUniqueId() {
        String body = "{'attachment':'https://broken.sim.example/x.jpg','unique_id':'oops-1',"
                + "'clear_unique_id_on_error':true,'geometries':{'point':{'objects_to_annotate':['leaf']}}}";
        var created = test.post(PICTURES, body).json();
        assertThat(created.path("status").asText()).isEqualTo("pending");

        var failed = test.get("/v1/task/" + created.path("task_id").asText()).json();

        assertThat(failed.path("status").asText()).isEqualTo("error");
        assertThat(failed.path("response").path("error").asText()).isNotEmpty();
        var attachment = failed.path("response").path("attachments").path(0);
        assertThat(attachment.path("statusCode").asInt()).isEqualTo(404);
        assertThat(attachment.path("url").asText()).isEqualTo("https://broken.sim.example/x.jpg");
        assertThat(failed.has("unique_id")).isFalse();
        assertThat(test.post(PICTURES, body).status()).isEqualTo(200);
    }

    @Test
    void badParametersAreRefused() {
        for (String extra : List.of(
                "'priority':15",
                "'tags':['a','b','c','d','e','f']",
                "'tags':['']",
                "'metadata':'x'",
                "'metadata':{'k':'" + "x".repeat(11_000) + "'}",
                "'geometries':{}",
                "'geometries':{'circle':{}}",
                "'geometries':{'line':{'min_vertices':4,'max_vertices':2}}",
                "'geometries':{'box':{'min_width':-1}}")) {
            assertThat(test.post(PICTURES, "{" + VALID + "," + extra + "}").status())
                    .as(extra)
                    .isEqualTo(400);
        }
    }

    @Test
    void anUnknownProjectOrBatchIsNotFound() {
        assertThat(test.post(PICTURES, "{" + VALID + ",'batch':'nowhere'}").status())
                .isEqualTo(404);
        assertThat(test.post(PICTURES, "{" + VALID.replace("Fruit Boxes", "Nowhere") + "}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBatchImpliesItsProject() {
        var created = test.post(
                        PICTURES, "{'batch':'north/field 2'," + VALID.replace("'project':'Fruit Boxes',", "") + "}")
                .json();

        assertThat(created.path("project").asText()).isEqualTo("Fruit Boxes");
        assertThat(created.path("batch").asText()).isEqualTo("north/field 2");
        assertThat(test.get("/v1/batches/north%2Ffield%202/status")
                        .json()
                        .path("completed")
                        .asInt())
                .isEqualTo(2);
    }
}

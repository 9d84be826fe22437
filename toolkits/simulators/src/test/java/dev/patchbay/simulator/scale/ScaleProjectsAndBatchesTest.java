package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaleProjectsAndBatchesTest {
    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));

    @AfterEach
    void stop() {
        scale.close();
    }

    @Test
    void aSlashInsideANameStaysOneSegment() {
        var project = test.get("/v1/projects/Row%20A%2FB%20scans").json();

        assertThat(project.path("type").asText()).isEqualTo("lidarannotation");
        assertThat(project.path("name").asText()).isEqualTo("Row A/B scans");
        assertThat(project.path("param_history")).hasSize(1);
        assertThat(project.path("param_history").path(0).path("version").asInt())
                .isZero();

        assertThat(test.get("/v1/batches/north%2Ffield%202").json().path("name").asText())
                .isEqualTo("north/field 2");
        assertThat(test.get("/v1/batches/north/field%202").status()).isEqualTo(404);
    }

    @Test
    void archivedHasThreeStates() {
        assertThat(names(test.get("/v1/projects?archived=false").json()))
                .containsExactly("Fruit Boxes", "Row A/B scans");
        assertThat(names(test.get("/v1/projects?archived=True").json())).containsExactly("Old Invoices");
        assertThat(test.get("/v1/projects").json()).hasSize(3);
    }

    @Test
    void aProjectNameIsTakenOnce() {
        String body =
                "{'type':'imageannotation','name':'%s','params':null,'rapid':false,'studio':false,'datasetId':null}";

        assertThat(test.post("/v1/projects", body.formatted("Fruit Boxes")).status())
                .isEqualTo(409);
        var created = test.post("/v1/projects", body.formatted("Pear Boxes"));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.json().path("param_history").isArray()).isTrue();
        assertThat(created.json().path("created_at").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
    }

    @Test
    void aBatchIsCreatedInProgress() {
        var reply = test.post(
                "/v1/batches",
                "{'project':'Fruit Boxes','name':'south 1','callback':'','calibration_batch':false,"
                        + "'self_label_batch':false,'metadata':{'crew':'b'}}");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("in_progress");
        assertThat(reply.json().path("created_at").asText()).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(reply.json().path("metadata")).isEqualTo(Json.literal("{\"crew\":\"b\"}"));
        assertThat(reply.json().has("callback")).isFalse();
        assertThat(test.get("/v1/batches/south%201").json()).isEqualTo(reply.json());
    }

    @Test
    void aBatchOfARapidProjectIsStaged() {
        var live = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.LIVE_KEY));

        var batch = live.post("/v1/batches", "{'project':'Rapid Crates','name':'crate new'}")
                .json();

        assertThat(batch.path("status").asText()).isEqualTo("staging");
    }

    @Test
    void aBatchNameIsTakenOnceOverAllProjects() {
        var reply = test.post("/v1/batches", "{'project':'Row A/B scans','name':'picking week 07'}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("status_code").asInt()).isEqualTo(409);
    }

    @Test
    void parametersAreCheckedBeforeTheProjectAndTheProjectBeforeTheName() {
        assertThat(test.post("/v1/batches", "{'project':'Nowhere'}").status()).isEqualTo(400);
        assertThat(test.post("/v1/batches", "{'project':'Nowhere','name':'picking week 07'}")
                        .status())
                .isEqualTo(404);
        assertThat(test.post("/v1/batches", "{'project':'Fruit Boxes','name':'x','metadata':[]}")
                        .status())
                .isEqualTo(400);
        assertThat(test.post("/v1/batches", "[]").status()).isEqualTo(400);
    }

    @Test
    void theStatusCountsTasks() {
        assertThat(test.get("/v1/batches/picking%20week%2007/status").json())
                .isEqualTo(Json.literal("{\"status\":\"in_progress\",\"completed\":2}"));
    }

    @Test
    void batchesAreListedNewestFirst() {
        var page =
                test.get("/v1/batches?project=Fruit%20Boxes&limit=1&offset=1").json();

        assertThat(names(page.path("docs"))).containsExactly("picking week 07");
        assertThat(page.path("totalDocs").asInt()).isEqualTo(2);
        assertThat(page.path("total").asInt()).isEqualTo(2);
        assertThat(page.path("limit").asInt()).isEqualTo(1);
        assertThat(page.path("offset").asInt()).isEqualTo(1);
        assertThat(page.path("has_more").asBoolean()).isFalse();
        assertThat(test.get("/v1/batches?limit=1").json().path("has_more").asBoolean())
                .isTrue();
    }

    @Test
    void pagesOutOfRangeAreRefused() {
        for (String query : List.of("limit=101", "limit=0", "limit=ten", "offset=-1", "start_time=soon")) {
            assertThat(test.get("/v1/batches?" + query).status()).as(query).isEqualTo(400);
        }
    }

    @Test
    void emptyFiltersAndUnknownKeysMeanNothing() {
        assertThat(test.get("/v1/batches?project=&status&bogus=0")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    private static List<String> names(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> entry.path("name").asText())
                .toList();
    }
}

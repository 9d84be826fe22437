package dev.patchbay.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.scale.ScaleSimulator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTest {
    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Client control = Client.of(scale.origin());
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));

    @AfterEach
    void stop() {
        scale.close();
    }

    @Test
    void theRequestLogTellsWhatWasSentAndNothingOfItself() {
        test.put("/v1/task/65f0a1000000000000000001/tags?a=%2F", "['x y']");

        JsonNode log = control.get("/__sim/requests").json();

        assertThat(log).hasSize(1);
        JsonNode line = log.path(0);
        assertThat(line.path("method").asText()).isEqualTo("PUT");
        assertThat(line.path("path").asText()).isEqualTo("/v1/task/65f0a1000000000000000001/tags");
        assertThat(line.path("query").asText()).isEqualTo("a=%2F");
        assertThat(line.path("body").asText()).isEqualTo("[\"x y\"]");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("headers").path("content-type").path(0).asText()).isEqualTo("application/json");

        control.delete("/__sim/requests", "");
        assertThat(control.get("/__sim/requests").json()).isEmpty();
    }

    @Test
    void resetBringsTheFixtureBack() {
        test.post("/v1/batches", "{'project':'Fruit Boxes','name':'b1'}");
        control.post("/__sim/fault", "{'kind':'status','times':0}");

        control.post("/__sim/reset", "");

        assertThat(test.get("/v1/batches/b1").status()).isEqualTo(404);
        assertThat(test.get("/v1/batches").status()).isEqualTo(200);
    }

    @Test
    void everyFaultHasAWrittenForm() {
        for (String rule : List.of(
                "{'kind':'status','status':503}",
                "{'kind':'status_after_commit','status':500}",
                "{'kind':'rate','retry_after':8}",
                "{'kind':'rate','limit':2,'per_ms':1000}",
                "{'kind':'rate','limit':2,'per_ms':1000,'retry_after':'absurd'}",
                "{'kind':'slow','delay_ms':1}",
                "{'kind':'slow_headers','delay_ms':1}",
                "{'kind':'slow_body','delay_ms':1}",
                "{'kind':'reset'}",
                "{'kind':'reset_after_commit'}",
                "{'kind':'truncate'}",
                "{'kind':'wrong_type'}",
                "{'kind':'disabled','types':['imageannotation']}",
                "{'kind':'revoked'}",
                "{'kind':'hang'}",
                "{'kind':'drop'}",
                "{'kind':'drop_after_commit'}",
                "{'kind':'plain_ok'}",
                "{'kind':'empty'}",
                "{'kind':'bad_json'}",
                "{'kind':'huge','bytes':10}",
                "{'kind':'redirect','location':'http://elsewhere.example/'}")) {
            assertThat(control.post("/__sim/fault", rule).status()).as(rule).isEqualTo(200);
        }
        for (String rule : List.of(
                "{}",
                "{'kind':'rate','limit':2}",
                "{'kind':'rate','limit':2,'per_ms':1000,'retry_after':'never'}",
                "{'kind':'disabled'}",
                "{'kind':'surprise'}",
                "{'kind':'redirect'}",
                "{'kind':'drop','times':-1}")) {
            assertThat(control.post("/__sim/fault", rule).status()).as(rule).isEqualTo(400);
        }
        control.delete("/__sim/fault", "");
        assertThat(test.get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void aRuleMeetsItsMethodAndPathAsOftenAsItSays() {
        control.post("/__sim/fault", "{'kind':'status','status':500,'method':'GET','path':'/v1/batches*','times':2}");

        assertThat(test.get("/v1/projects").status()).isEqualTo(200);
        assertThat(test.get("/v1/batches").status()).isEqualTo(500);
        assertThat(test.get("/v1/batches/picking%20week%2007").status()).isEqualTo(500);
        assertThat(test.get("/v1/batches").status()).isEqualTo(200);
    }

    @Test
    void theLogTakesAMultipartBodyApart() {
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a \u00fc.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n\u0000\r\n--\r\n--b\r\nContent-Disposition: form-data; name=\"project_name\""
                + "\r\n\r\nFruit Boxes\r\n--b--\r\n";
        var uploader = Client.of(
                scale.origin(),
                "Authorization",
                Client.basic(ScaleSimulator.TEST_KEY),
                "Content-Type",
                "multipart/form-data; boundary=b");
        assertThat(uploader.postExactly("/v1/files/upload", body).status()).isEqualTo(200);

        JsonNode line = control.get("/__sim/requests").json().path(0);

        assertThat(line.path("body_sha256").asText()).hasSize(64);
        JsonNode parts = line.path("parts");
        assertThat(parts).hasSize(2);
        assertThat(parts.path(0).path("name").asText()).isEqualTo("file");
        assertThat(parts.path(0).path("filename").asText()).isEqualTo("a \u00fc.png");
        assertThat(parts.path(0).path("content_type").asText()).isEqualTo("image/png");
        assertThat(parts.path(0).path("length").asInt()).isEqualTo(5);
        assertThat(parts.path(0).path("sha256").asText())
                .isEqualTo(Body.of("\u0000\r\n--").sha256());
        assertThat(parts.path(1).path("name").asText()).isEqualTo("project_name");
        assertThat(parts.path(1).path("length").asInt()).isEqualTo(11);
    }

    @Test
    void theLogFlagsAKnownPathWithTheWrongVerb() {
        test.send("PATCH", "/v1/projects", "{}");
        test.get("/v1/nothing");

        JsonNode log = control.get("/__sim/requests").json();
        assertThat(log.path(0).path("remark").asText()).isEqualTo("wrong verb");
        assertThat(log.path(1).has("remark")).isFalse();
    }

    @Test
    void theClockRunsWhenItIsLetGo() {
        control.post("/__sim/clock", "{'freeze':false}");
        String before = test.post("/v1/batches", "{'project':'Fruit Boxes','name':'b1'}")
                .json()
                .path("created_at")
                .asText();
        String frozen = control.post("/__sim/clock", "{'freeze':true}")
                .json()
                .path("now")
                .asText();

        assertThat(before).startsWith("2026-03-02T09:").isLessThanOrEqualTo(frozen);
        assertThat(frozen).isGreaterThan("2026-03-02T09:00:00.000Z");
        assertThat(control.post("/__sim/clock", "{'advance_ms':0}")
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo(frozen);
    }

    @Test
    void theClockMovesOnCommand() {
        assertThat(control.post("/__sim/clock", "{'advance_ms':1500}")
                        .json()
                        .path("now")
                        .asText())
                .isEqualTo("2026-03-02T09:00:01.500Z");
        control.post("/__sim/clock", "{'at':'2027-01-01T00:00:00Z'}");

        var batch = test.post("/v1/batches", "{'project':'Fruit Boxes','name':'b1'}")
                .json();

        assertThat(batch.path("created_at").asText()).isEqualTo("2027-01-01T00:00:00.000Z");
        assertThat(control.post("/__sim/clock", "{}").status()).isEqualTo(400);
    }

    @Test
    void whatIsNotUtf8IsRefusedInTheServicesOwnShape() {
        var reply = test.get("/v1/batches/%FF");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("status_code").asInt()).isEqualTo(400);
    }

    @Test
    void anUnknownCommandIsNotFound() {
        assertThat(control.post("/__sim/surprise", "").status()).isEqualTo(404);
        assertThat(control.get("/__sim").status()).isEqualTo(404);
    }
}

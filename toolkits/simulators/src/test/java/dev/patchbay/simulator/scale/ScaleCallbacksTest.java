package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Client;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.LocalServer;
import dev.patchbay.simulator.http.Request;
import dev.patchbay.simulator.http.Service;
import dev.patchbay.simulator.http.SimulatedClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScaleCallbacksTest {
    /** A receiver of callbacks, as a customer would run one. */
    private static final class Receiver implements Service {
        final List<Request> received = new CopyOnWriteArrayList<>();
        final AtomicInteger status = new AtomicInteger(200);

        @Override
        public Answer answer(Request request) {
            received.add(request);
            return Answer.empty(status.get());
        }

        @Override
        public Answer failure(int failure, String text) {
            return Answer.empty(failure);
        }

        @Override
        public void reset() {}

        JsonNode body(int index) {
            return Json.parse(received.get(index).body().text()).orElseThrow();
        }
    }

    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Receiver receiver = new Receiver();
    private final LocalServer customer = LocalServer.start(0, receiver, new SimulatedClock(Clock.systemUTC()));
    private final Client control = Client.of(scale.origin());
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));
    private final Client live = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.LIVE_KEY));

    @AfterEach
    void stop() {
        scale.close();
        customer.close();
    }

    private void allowReceiver() {
        control.post("/__sim/callbacks", "{'allow_ports':[" + customer.port() + "]}");
    }

    private String create(Client as, String more) {
        return as.post(
                        "/v1/task/imageannotation",
                        "{'attachment':'https://pics.example/1.jpg','geometries':{'point':{}},'callback_url':'"
                                + customer.origin() + "/done'" + more + "}")
                .json()
                .path("task_id")
                .asText();
    }

    private JsonNode log() {
        return control.get("/__sim/callbacks").json();
    }

    @Test
    void anAllowedReceiverOnLoopbackIsCalledWithTheSecret() {
        allowReceiver();
        String id = create(test, "");

        assertThat(log()).hasSize(1);

        assertThat(receiver.received).hasSize(1);
        assertThat(receiver.received.getFirst().header("scale-callback-auth")).contains(TaskLife.CALLBACK_SECRET);
        assertThat(receiver.body(0).path("task_id").asText()).isEqualTo(id);
        assertThat(receiver.body(0).path("status").asText()).isEqualTo("completed");
        assertThat(receiver.body(0).path("response").path("annotations").isArray())
                .isTrue();
        JsonNode task = test.get("/v1/task/" + id).json();
        assertThat(task.path("callback_succeeded").asBoolean()).isTrue();
    }

    @Test
    void whatIsNotAllowedIsLoggedAndCountedButNeverCalled() {
        String id = create(test, "");

        assertThat(log().path(0).path("result").asText()).isEqualTo("counted as delivered");
        assertThat(receiver.received).isEmpty();
        assertThat(test.get("/v1/task/" + id).json().path("callback_succeeded").asBoolean())
                .isTrue();
        assertThat(CallbackSender.isLoopback("http://localhost:8080/", Set.of(8080)))
                .as("names are not resolved")
                .isFalse();
    }

    @Test
    void aFailedCallbackIsTriedTwentyTimesMoreWithinADay() {
        allowReceiver();
        receiver.status.set(500);
        String id = create(test, "");
        assertThat(log()).hasSize(1);
        assertThat(test.get("/v1/task/" + id).json().path("callback_succeeded").asBoolean(true))
                .isFalse();

        for (int hour = 0; hour < 24 * 2; hour++) {
            scale.advance(Duration.ofHours(1));
            log();
        }

        assertThat(receiver.received).hasSize(21);
        assertThat(log().path(20).path("attempt").asInt()).isEqualTo(21);
    }

    @Test
    void aRetryThatSucceedsIsTheLast() {
        allowReceiver();
        receiver.status.set(503);
        String id = create(test, "");
        log();
        receiver.status.set(204);

        for (int hour = 0; hour < 5; hour++) {
            scale.advance(Duration.ofHours(1));
            log();
        }

        assertThat(receiver.received).hasSize(2);
        assertThat(test.get("/v1/task/" + id).json().path("callback_succeeded").asBoolean())
                .isTrue();
    }

    @Test
    void aBatchTellsItsEndWithItsCounts() {
        allowReceiver();
        live.post("/v1/projects", "{'type':'imageannotation','name':'Plain'}");
        live.post("/v1/batches", "{'project':'Plain','name':'b1','callback':'" + customer.origin() + "/batch'}");
        String first = create(live, ",'batch':'b1'");
        String second = create(live, ",'batch':'b1'");
        String third = create(live, ",'batch':'b1'");

        control.post("/__sim/complete", "{'task_id':'" + first + "'}");
        control.post("/__sim/error", "{'task_id':'" + second + "','error':'unreadable'}");
        assertThat(live.get("/v1/batches/b1").json().path("status").asText()).isEqualTo("in_progress");
        live.post("/v1/task/" + third + "/cancel", "");

        assertThat(live.get("/v1/batches/b1").json().path("status").asText()).isEqualTo("completed");
        log();
        var last = receiver.received.stream()
                .filter(request -> request.rawPath().equals("/batch"))
                .toList();
        assertThat(last).hasSize(1);
        JsonNode body = Json.parse(last.getFirst().body().text()).orElseThrow();
        assertThat(body.path("batch").path("name").asText()).isEqualTo("b1");
        assertThat(body.path("stats")).isEqualTo(Json.literal("{\"completed\":1,\"canceled\":1,\"error\":1}"));
    }
}

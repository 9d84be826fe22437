package dev.patchbay.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.simulator.scale.ScaleSimulator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final String CREATE = "{'project':'Fruit Boxes','name':'b1'}";

    private final ScaleSimulator scale = ScaleSimulator.start(0);
    private final Client test = Client.of(scale.origin(), "Authorization", Client.basic(ScaleSimulator.TEST_KEY));

    @AfterEach
    void stop() {
        scale.close();
    }

    @Test
    void aStatusBeforeTheChangeLeavesNothingBehind() {
        scale.fault(FaultRule.once("POST", "/v1/batches", new Fault.Status(503)));

        var refused = test.post("/v1/batches", CREATE);
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().path("status_code").asInt()).isEqualTo(503);
        assertThat(test.get("/v1/batches/b1").status()).isEqualTo(404);
        assertThat(test.post("/v1/batches", CREATE).status()).isEqualTo(200);
    }

    @Test
    void aStatusAfterTheCommitLeavesTheChange() {
        String task = "{'attachment':'https://pics.example/p.jpg','geometries':{'point':{}},'unique_id':'pear-1'}";
        scale.fault(FaultRule.once("POST", "/v1/task/*", new Fault.StatusAfterCommit(500)));

        assertThat(test.post("/v1/task/imageannotation", task).status()).isEqualTo(500);
        assertThat(test.post("/v1/task/imageannotation", task).status()).isEqualTo(409);
        assertThat(test.get("/v1/tasks?unique_id=pear-1").json().path("docs")).hasSize(1);
    }

    @Test
    void tooManyRequestsSaysWhenToComeBack() {
        scale.fault(FaultRule.once("*", "/v1/*", new Fault.TooManyRequests(Optional.of("8"))));

        var refused = test.get("/v1/projects");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).contains("8");
        assertThat(test.get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void aBadGatewayIsAWebPage() {
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.Status(502)));

        var page = test.get("/v1/projects");
        assertThat(page.header("Content-Type")).contains("text/html");
        assertThat(page.text()).startsWith("<html>");
    }

    @Test
    void aDroppedConnectionCarriesNoAnswer() {
        scale.fault(FaultRule.once("PUT", "*", new Fault.Drop()));

        // PUT with a body, because the client repeats a dropped GET by itself.
        assertThatThrownBy(() -> test.attempt("PUT", "/v1/task/65f0a1000000000000000001/tags", "['x']"))
                .isInstanceOf(IOException.class);
        assertThat(scale.journal().getFirst().status()).isZero();
        assertThat(test.get("/v1/tasks?tags=x").json().path("total").asInt()).isZero();
    }

    @Test
    void aConnectionDroppedAfterTheCommitLeavesTheChange() {
        scale.fault(FaultRule.once("PUT", "*", new Fault.DropAfterCommit()));

        assertThatThrownBy(() -> test.attempt("PUT", "/v1/task/65f0a1000000000000000001/tags", "['x']"))
                .isInstanceOf(IOException.class);
        assertThat(test.get("/v1/tasks?tags=x").json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aResetBreaksTheConnectionAndAResetAfterTheCommitLeavesTheChange() {
        scale.fault(FaultRule.once("PUT", "*", new Fault.Reset()));
        scale.fault(FaultRule.once("PUT", "*", new Fault.ResetAfterCommit()));

        assertThatThrownBy(() -> test.attempt("PUT", "/v1/task/65f0a1000000000000000001/tags", "['x']"))
                .hasStackTraceContaining("Connection reset");
        assertThat(test.get("/v1/tasks?tags=x").json().path("total").asInt()).isZero();
        assertThatThrownBy(() -> test.attempt("PUT", "/v1/task/65f0a1000000000000000001/tags", "['x']"))
                .hasStackTraceContaining("Connection reset");
        assertThat(test.get("/v1/tasks?tags=x").json().path("total").asInt()).isEqualTo(1);
    }

    @Test
    void aTruncatedAnswerPromisesMoreThanComes() {
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.Truncate()));

        assertThatThrownBy(() -> test.attempt("GET", "/v1/projects", "")).isInstanceOf(IOException.class);
        assertThat(scale.journal().getLast().status()).isEqualTo(200);
    }

    @Test
    void aSlowBodyComesWholeInTheEnd() {
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.SlowBody(Duration.ofMillis(30))));
        long begun = System.nanoTime();

        assertThat(test.get("/v1/projects").json()).hasSize(3);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(4 * 30));
    }

    @Test
    void theWrongTypeIsAroundTheTrueAnswer() {
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.WrongType()));

        var reply = test.get("/v1/projects");
        assertThat(reply.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(reply.json()).hasSize(3);
    }

    @Test
    void aRateLimitCountsWhatTheServiceLetsInAndFillsWithTime() {
        scale.fault(FaultRule.always("*", "/v1/*", new Fault.Rate(2, Duration.ofSeconds(10), Fault.RetryAfter.DATE)));
        var stranger = Client.of(scale.origin());

        for (int i = 0; i < 5; i++) {
            assertThat(stranger.get("/v1/projects").status()).isEqualTo(401);
            assertThat(test.get("/v1/nothing").status()).isEqualTo(404);
        }
        assertThat(test.get("/v1/projects").status()).isEqualTo(200);
        assertThat(test.get("/v1/teams").status()).isEqualTo(200);
        var refused = test.get("/v1/projects");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).contains("Mon, 2 Mar 2026 09:00:05 GMT");
        scale.advance(Duration.ofSeconds(5));
        assertThat(test.get("/v1/projects").status()).isEqualTo(200);
        assertThat(test.get("/v1/projects").status()).isEqualTo(429);
    }

    @Test
    void aRateLimitMaySayNothingOrNonsense() {
        for (var variant : new Fault.RetryAfter[] {Fault.RetryAfter.NONE, Fault.RetryAfter.ABSURD}) {
            scale.reset();
            scale.fault(FaultRule.always("*", "*", new Fault.Rate(1, Duration.ofSeconds(10), variant)));
            test.get("/v1/projects");

            var header = test.get("/v1/projects").header("Retry-After");
            assertThat(header.map(Long::parseLong)
                            .filter(seconds -> seconds > 100_000_000)
                            .isPresent())
                    .isEqualTo(variant == Fault.RetryAfter.ABSURD);
            assertThat(header.isPresent()).isEqualTo(variant == Fault.RetryAfter.ABSURD);
        }
    }

    @Test
    void aHangLastsUntilReset() throws Exception {
        scale.fault(FaultRule.once("PUT", "*", new Fault.Hang()));
        var waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return test.attempt("PUT", "/v1/task/65f0a1000000000000000001/tags", "['x']")
                        .status();
            } catch (IOException _) {
                return -1;
            }
        });
        while (scale.journal().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(waiting).isNotDone();

        scale.reset();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void aSlowAnswerIsStillTheTrueOne() {
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.Slow(Duration.ofMillis(120))));
        long begun = System.nanoTime();

        assertThat(test.get("/v1/projects").json()).hasSize(3);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(120));
    }

    @Test
    void mangledAnswersComeWithStatus200() {
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.PlainOk()));
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.Empty()));
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.BadJson()));
        scale.fault(FaultRule.once("GET", "/v1/projects", new Fault.Huge(200_000)));

        assertThat(test.get("/v1/projects").text()).isEqualTo("OK");
        assertThat(test.get("/v1/projects").text()).isEmpty();
        var broken = test.get("/v1/projects");
        assertThat(broken.status()).isEqualTo(200);
        assertThat(Json.parse(broken.text())).isEmpty();
        var huge = test.get("/v1/projects");
        assertThat(huge.text().length()).isGreaterThan(200_000);
        assertThat(huge.json().isArray()).isTrue();
    }

    @Test
    void aRedirectPointsElsewhere() {
        scale.fault(FaultRule.once("GET", "/v1/*", new Fault.Redirect("http://elsewhere.example/x")));

        var reply = test.get("/v1/projects");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).contains("http://elsewhere.example/x");
    }
}

package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.failureOf;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import dev.patchbay.toolkit.ToolkitSlug;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final Toolkit TOOLKIT =
            aToolkit(new ErrorFormat("message", Optional.of("code"), true), FailureHints.NONE);
    private static final Tool READ =
            aTool(HttpMethod.GET).fixed("/a").readOnly().build();

    private final Script script = new Script();

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void aReadIsRepeatedWhileTheServiceIsBusy(int status) {
        script.answers(status, "").answers(status, "<html>").answers(200, "{\"a\": 1}");

        assertThat(resultOf(call(READ))).isEqualTo(object("{\"a\": 1}"));
        assertThat(script.sent).containsExactly("GET /a", "GET /a", "GET /a");
    }

    @Test
    void noAttemptBeginsWhenCallersAreAboutToGiveUp() {
        script.eachTakes(Duration.ofSeconds(15)).breaks(true).breaks(true);

        failureOf(call(READ));
        assertThat(script.sent).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"400,999,2", "200,999,2", "400,998,1", "200,998,1"})
    void aReadIsRepeatedWhenTheServiceSaysLaterByACodeOfItsOwn(int status, int code, int attempts) {
        var toolkit = aToolkit(new ErrorFormat("message", Optional.of("code"), true, Set.of("999")), FailureHints.NONE);
        script.answers(status, "{\"code\": " + code + ", \"message\": \"no\"}").answers(200, "{\"a\": 1}");

        var outcome = new HttpUpstream(script).call(toolkit, READ, object("{}"), script, new TestFiles());
        assertThat(script.sent).hasSize(attempts);
        assertThat(outcome instanceof Outcome.Ok).isEqualTo(attempts == 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadIsRepeatedWhenTheConnectionBreaks(boolean sent) {
        script.breaks(sent).answers(200, "{\"a\": 1}");

        assertThat(resultOf(call(READ))).isEqualTo(object("{\"a\": 1}"));
    }

    @Test
    void afterThreeAttemptsTheLastFailureIsTheOutcome() {
        script.answers(500, "{\"message\": \"first\"}")
                .breaks(true)
                .answers(503, "{\"message\": \"last\"}")
                .answers(200, "{}");

        assertThat(((UpstreamRefused) failureOf(call(READ))).detail()).isEqualTo("last");
        assertThat(script.left()).isEqualTo(1);
    }

    @Test
    void thatTheLastAttemptWasNotSentDoesNotHideThatAnEarlierOneWas() {
        script.breaks(true).breaks(false).breaks(false);

        assertThat(failureOf(call(READ))).isEqualTo(new UpstreamUnavailable("the connection broke", true));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 403, 404, 409, 422, 501, 505})
    void whatWouldBeRefusedAgainIsNotRepeated(int status) {
        script.answers(status, "");

        assertThat(failureOf(call(READ))).isInstanceOf(UpstreamRefused.class);
        assertThat(script.sent).hasSize(1);
    }

    static Stream<Failure> decisions() {
        return Stream.of(
                new Failure.EgressDenied(),
                new Failure.ConnectionIncomplete(new ToolkitSlug("orchard"), "Add the key."),
                new Failure.AnswerTooLarge(10));
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void whatEgressDecidedIsNotRepeated(Failure failure) {
        script.fails(failure);

        assertThat(failureOf(call(READ))).isEqualTo(failure);
        assertThat(script.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"docs\":[", "{\"code\": 1, \"message\": \"no\"}"})
    void anAnswerThatCameWholeIsNotAskedForAgain(String body) {
        script.answers(200, body);

        failureOf(call(READ));
        assertThat(script.sent).hasSize(1);
    }

    static Stream<Arguments> onceOnly() {
        return Stream.of(HttpMethod.values())
                .flatMap(method -> Stream.of(
                        arguments(method, new Script().answers(429, "")),
                        arguments(method, new Script().answers(408, "")),
                        arguments(method, new Script().answers(503, "")),
                        arguments(method, new Script().asksToWait(503, 1)),
                        arguments(method, new Script().breaks(true)),
                        arguments(method, new Script().breaks(false))));
    }

    @ParameterizedTest
    @MethodSource("onceOnly")
    void whatMayChangeSomethingIsSentOnceWhateverHappens(HttpMethod method, Script once) {
        var tool = aTool(method).fixed("/a").build();

        failureOf(new HttpUpstream(once).call(TOOLKIT, tool, object("{}"), once, new TestFiles()));

        assertThat(once.sent).hasSize(1);
        assertThat(once.waited).isEmpty();
    }

    @Test
    void theBackOffIsRandomAndAtMostHalfASecondThenASecond() {
        for (int i = 0; i < 200; i++) {
            script.breaks(false).breaks(false).breaks(false);
            failureOf(call(READ));
        }

        assertThat(waits(0)).allSatisfy(time -> assertThat(time).isBetween(Duration.ZERO, Duration.ofMillis(500)));
        assertThat(waits(1)).allSatisfy(time -> assertThat(time).isBetween(Duration.ZERO, Duration.ofSeconds(1)));
        assertThat(waits(0).stream().distinct()).hasSizeGreaterThan(20);
        assertThat(waits(1)).anySatisfy(time -> assertThat(time).isGreaterThan(Duration.ofMillis(500)));
    }

    private List<Duration> waits(int which) {
        return IntStream.range(0, script.waited.size())
                .filter(i -> i % 2 == which)
                .mapToObj(script.waited::get)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 5})
    void aShortWaitThatTheServiceAsksForIsKept(long seconds) {
        script.asksToWait(429, seconds).answers(200, "{}");

        resultOf(call(READ));
        assertThat(script.waited).containsExactly(Duration.ofSeconds(seconds));
    }

    @Test
    void aLongWaitIsLeftToTheCallerWhoIsTold() {
        script.asksToWait(429, 6);

        assertThat(((UpstreamRefused) failureOf(call(READ))).advice()).contains("The service asks to wait 6 seconds.");
        assertThat(script.waited).isEmpty();
    }

    @Test
    void anInterruptWhileWaitingEndsTheCall() {
        script.answers(503, "");

        var failure = failureOf(new HttpUpstream(_ -> {
                    throw new InterruptedException();
                })
                .call(TOOLKIT, READ, object("{}"), script, new TestFiles()));

        assertThat(failure).isEqualTo(new Failure.Cancelled(true));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptWhileSendingIsFollowedByNoWaitAndNoAttempt() {
        var cancelled = new Failure.Cancelled(true);

        var failure = failureOf(new HttpUpstream(script)
                .call(
                        TOOLKIT,
                        READ,
                        object("{}"),
                        request -> {
                            script.sent.add(request.path());
                            Thread.currentThread().interrupt();
                            return Outcome.failed(cancelled);
                        },
                        new TestFiles()));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isEqualTo(cancelled);
        assertThat(script.sent).hasSize(1);
        assertThat(script.waited).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpMethod.class,
            names = {"GET", "POST"})
    void stepsAreRepeatedOnlyInAToolThatOnlyReads(HttpMethod method) {
        var reading = aTool(method)
                .readOnly()
                .behaves(ONE_STEP, Map.of("step", aTool(method).fixed("/s").template()))
                .build();
        var changing = aTool(method)
                .behaves(ONE_STEP, Map.of("step", aTool(method).fixed("/s").template()))
                .build();

        script.answers(503, "").answers(200, "{}");
        resultOf(call(reading));
        assertThat(script.sent).hasSize(2);

        script.answers(503, "");
        failureOf(call(changing));
        assertThat(script.sent).hasSize(3);
    }

    private static final Behaviour ONE_STEP = new Behaviour() {
        @Override
        public String name() {
            return "orchard/step";
        }

        @Override
        public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
            return steps.send("step", arguments);
        }
    };

    private Outcome<ObjectNode> call(Tool tool) {
        return new HttpUpstream(script).call(TOOLKIT, tool, object("{}"), script, new TestFiles());
    }
}

package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.answer;
import static dev.patchbay.upstream.http.Fixtures.failureOf;
import static dev.patchbay.upstream.http.Fixtures.json;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.AnswerTooLarge;
import dev.patchbay.toolkit.Failure.InvalidArguments;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.RefusalSign;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUpstreamTest {
    private static final Toolkit TOOLKIT = aToolkit(
            new ErrorFormat("message", Optional.of("code"), true),
            new FailureHints(Map.of(429, "Slow down."), Map.of("3064", "Log in again.")));
    private static final Tool TOOL = aTool(HttpMethod.GET).fixed("/a").build();
    private static final Tool PUBLISH = aTool(HttpMethod.POST)
            .fixed("/publish")
            .refusal(new RefusalSign("status", "failed", "errorMessage"))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": null, \"a\": 1} | {\"a\": 1}",
                "``                      | {}",
                "` \r\n`                 | {}",
                "null                    | {}",
                "41                      | {\"value\": 41}",
                "false                   | {\"value\": false}",
                "0                       | {\"value\": 0}",
                "\"\"                    | {\"value\": \"\"}",
                "[]                      | {\"value\": []}",
                "OK                      | {\"value\": \"OK\"}",
                "12 monkeys              | {\"value\": \"12 monkeys\"}",
                "/a/b.txt                | {\"value\": \"/a/b.txt\"}",
                "NaN                     | {\"value\": \"NaN\"}",
                "\uFEFF{\"a\": \"ü\"}    | {\"a\": \"ü\"}",
            })
    void aSuccessKeepsItsValueWhateverItsType(String body, String result) {
        assertThat(decoded(TOOL, body)).isEqualTo(object(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "41 | {\"n\": 41}",
                "{\"a\": 1} | {\"n\": {\"a\": 1}}",
                "`` | {\"n\": null}",
                "OK | {\"n\": \"OK\"}"
            })
    void wrapPutsAnyAnswerUnderOneName(String body, String result) {
        var tool = aTool(HttpMethod.GET)
                .result(new ResultShape.Wrap("n", Optional.empty(), false, object("{}")))
                .build();

        assertThat(decoded(tool, body)).isEqualTo(object(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NUMBER  | 41          | 41",
                "NUMBER  | \"41\"      | ``",
                "TEXT    | saved       | \"saved\"",
                "TEXT    | ``          | ``",
                "BOOLEAN | false       | false",
                "LIST    | []          | []",
                "LIST    | {}          | ``",
                "OBJECT  | {\"a\": 1}  | {\"a\": 1}",
                "OBJECT  | null        | ``",
            })
    void wrapOnlyLeavesOutWhatIsOfAnotherKindAndKeepsWhatIsAlwaysThere(
            ResultShape.Kind only, String body, String kept) {
        var always = object("{\"status\": {\"ok\": true}}");
        var tool = aTool(HttpMethod.GET)
                .result(new ResultShape.Wrap("n", Optional.of(only), false, always))
                .build();

        var result = decoded(tool, body);

        var expected = always.deepCopy();
        if (!kept.isEmpty()) {
            expected.set("n", json(kept));
        }
        assertThat(result).isEqualTo(expected);
        assertThat(result.get("status")).isNotSameAs(always.get("status"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"41 | [41]", "null | [null]", "`` | [null]", "[1] | [[1]]"})
    void wrapAsListPutsAnyAnswerIntoAListOfOne(String body, String list) {
        var tool = aTool(HttpMethod.GET)
                .result(new ResultShape.Wrap("items", Optional.empty(), true, object("{}")))
                .build();

        assertThat(decoded(tool, body).get("items")).isEqualTo(json(list));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "41", "{\"a\": 1}", "OK"})
    void nothingIsAlwaysAnEmptyObject(String body) {
        var tool = aTool(HttpMethod.GET).result(new ResultShape.Nothing()).build();

        assertThat(decoded(tool, body)).isEmpty();
    }

    @Test
    void numbersAreNeverRounded() {
        var result = decoded(TOOL, "{\"i\": 9007199254740993000000001, \"d\": 0.10000000000000000010}");

        assertThat(result.get("i").bigIntegerValue()).isEqualTo(new BigInteger("9007199254740993000000001"));
        assertThat(result.get("d").decimalValue()).isEqualTo(new BigDecimal("0.10000000000000000010"));
    }

    @Test
    void halfSurrogatePairsFromTheServiceBecomeReplacementCharacters() {
        var result = decoded(TOOL, "{\"a\": [\"x\\ud800\", \"\\uD83C\\uDF4E\"], \"\\udc00\": 1}");

        assertThat(result).isEqualTo(object("{\"a\": [\"x\uFFFD\", \"🍎\"], \"\uFFFD\": 1}"));
    }

    @Test
    void nestingUpToTheLimitIsRead() {
        var inside = "[".repeat(200) + "]".repeat(200);

        assertThat(decoded(TOOL, inside).get("value").isArray()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"docs\":[{\"na", "[1, 2", " {\"a\": nonsense}", "{} trailing"})
    void halfAnAnswerIsNoAnswer(String text) {
        assertThat(failureOf(call(TOOL, answered(text))))
                .isInstanceOfSatisfying(
                        UpstreamUnavailable.class,
                        failure -> assertThat(failure.sent()).isTrue());
    }

    @Test
    void nestingBeyondTheLimitIsNoAnswer() {
        assertThat(failureOf(call(TOOL, answered("[".repeat(201) + "]".repeat(201)))))
                .isInstanceOf(UpstreamUnavailable.class);
    }

    private static UpstreamAnswer answered(String text) {
        return new UpstreamAnswer(
                200,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void bytesThatAreNotTextAreNoAnswer() {
        var bytes = new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xFF};

        assertThat(failureOf(call(
                        TOOL, new UpstreamAnswer(200, Optional.empty(), Optional.empty(), Optional.empty(), bytes))))
                .isEqualTo(new UpstreamUnavailable("The service's answer was not text.", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": 3064, \"message\": \"Not existing user token\"}",
                "{\"code\": \"3064\", \"message\": \"Not existing user token\", \"errorData\": {}, \"errorDetails\": []}"
            })
    void anErrorObjectInsideASuccessIsARefusal(String body) {
        assertThat(refused(answer(200, body)))
                .isEqualTo(new UpstreamRefused(
                        200,
                        Optional.of("3064"),
                        "Not existing user token",
                        Optional.of("Log in again."),
                        Optional.of(json(body))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\": 3064, \"message\": \"x\", \"objectId\": \"1\"}",
                "{\"code\": \"red\", \"message\": \"x\"}",
                "{\"code\": 3064, \"message\": 1}",
                "{\"message\": \"x\"}",
                "{\"code\": 3064}"
            })
    void aRowThatOnlyResemblesAnErrorIsAResult(String body) {
        assertThat(decoded(TOOL, body)).isEqualTo(object(body));
    }

    @Test
    void aSuccessThatBearsTheSignOfARefusalIsOneAndSaysWhy() {
        var body = "{\"status\": \"failed\", \"errorMessage\": \"No such\\nchannel\", \"code\": 3064}";

        assertThat(failureOf(call(PUBLISH, answer(202, body))))
                .isEqualTo(new UpstreamRefused(
                        202,
                        Optional.of("3064"),
                        "No such channel",
                        Optional.of("Log in again."),
                        Optional.of(json(body))));
        assertThat(((UpstreamRefused) failureOf(call(PUBLISH, answer(200, "{\"status\": \"failed\"}")))).detail())
                .isEqualTo("The service answered status: failed, and no readable reason");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": \"scheduled\", \"errorMessage\": \"x\"}",
                "{\"status\": \"Failed\"}",
                "{\"status\": [\"failed\"]}",
                "{\"data\": {\"status\": \"failed\"}}",
                "{}"
            })
    void aSuccessWithoutTheSignIsAResult(String body) {
        assertThat(decoded(PUBLISH, body)).isEqualTo(object(body));
    }

    @Test
    void errorObjectsInsideASuccessAreResultsWhereTheServiceDoesNotHideThem() {
        var toolkit = aToolkit(new ErrorFormat("message", Optional.of("code"), false), FailureHints.NONE);
        var body = "{\"code\": 1, \"message\": \"x\"}";

        assertThat(resultOf(call(toolkit, TOOL, answer(200, body)))).isEqualTo(object(body));
    }

    @Test
    void aRefusalCarriesTheServicesOwnTextOnOneLine() {
        var refused =
                refused(answer(400, "{\"message\": \" Bad\\r\\nbatch\\u0000: \\\"<name>\\\" is required\\u2028 \"}"));

        assertThat(refused.detail()).isEqualTo("Bad batch : \"<name>\" is required");
        assertThat(refused.code()).isEmpty();
    }

    @Test
    void aLongTextIsCutWithoutSplittingACharacter() {
        var refused = refused(answer(400, "{\"message\": \"" + "x".repeat(999) + "🍎🍎\"}"));

        assertThat(refused.detail()).isEqualTo("x".repeat(999));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bad gateway",
                "<html><body>nginx</body></html>",
                "{\"message\": \"<!DOCTYPE html><html>\"}",
                "{\"message\": \"\\n\"}",
                "{\"message\": {\"a\": 1}}",
                "{\"error\": \"x\"}",
                "[1]",
                "null"
            })
    void aRefusalWithoutAReadableTextSaysSo(String body) {
        assertThat(refused(answer(502, body)).detail()).isEqualTo("HTTP 502 without a readable error");
    }

    @Test
    void aRefusalThatIsNotTextIsStillARefusal() {
        var bytes = new byte[] {(byte) 0xFF};

        assertThat(refused(new UpstreamAnswer(500, Optional.empty(), Optional.empty(), Optional.empty(), bytes))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void aRedirectIsRefusedWithoutTellingWhereItLeads() {
        var refused = refused(answer(302, "{\"message\": \"go to http://169.254.169.254/\", \"code\": 1}"));

        assertThat(refused)
                .isEqualTo(new UpstreamRefused(
                        302,
                        Optional.empty(),
                        "The service answered with a redirect (HTTP 302), which is not followed.",
                        Optional.empty(),
                        Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "429, 30, Slow down. The service asks to wait 30 seconds.",
        "503, 1, The service asks to wait 1 second.",
        "404, 30, ",
    })
    void theWaitThatTheServiceAsksForIsPartOfTheAdvice(int status, long seconds, String advice) {
        var answer = new UpstreamAnswer(status, Optional.empty(), Optional.of(seconds), Optional.empty(), new byte[0]);

        assertThat(refused(answer).advice()).isEqualTo(Optional.ofNullable(advice));
    }

    @Test
    void theToolsOwnAdviceComesBeforeTheToolkits() {
        var tool = aTool(HttpMethod.GET)
                .hints(new FailureHints(Map.of(429, "Ask for less."), Map.of()))
                .build();

        assertThat(((UpstreamRefused) failureOf(call(tool, answer(429, "")))).advice())
                .contains("Ask for less.");
    }

    @Test
    void onlyASmallErrorBodyIsKept() {
        var kept = "{\"message\": \"" + "x".repeat(16 * 1024 - 15) + "\"}";
        var dropped = "{\"message\": \"" + "x".repeat(16 * 1024 - 14) + "\"}";

        assertThat(refused(answer(400, kept)).body()).contains(json(kept));
        assertThat(refused(answer(400, dropped)).body()).isEmpty();
        assertThat(refused(answer(400, "text")).body()).isEmpty();
    }

    @Test
    void whatEgressFailedWithIsPassedAlong() {
        var failure = new AnswerTooLarge(10);

        assertThat(failureOf(new HttpUpstream()
                        .call(TOOLKIT, TOOL, object("{}"), _ -> Outcome.failed(failure), new TestFiles())))
                .isEqualTo(failure);
    }

    @Test
    void nothingIsSentWhenAnArgumentIsRefused() {
        var tool = aTool(HttpMethod.GET).fixed("/a/").one("name").build();

        var failure = failureOf(new HttpUpstream()
                .call(
                        TOOLKIT,
                        tool,
                        object("{\"name\": \"..\"}"),
                        _ -> {
                            throw new AssertionError("sent");
                        },
                        new TestFiles()));

        assertThat(failure).isInstanceOf(InvalidArguments.class);
    }

    private static ObjectNode decoded(Tool tool, String body) {
        return resultOf(call(tool, answer(200, body)));
    }

    private static UpstreamRefused refused(UpstreamAnswer answer) {
        Failure failure = failureOf(call(TOOL, answer));
        assertThat(failure).isInstanceOf(UpstreamRefused.class);
        return (UpstreamRefused) failure;
    }

    private static Outcome<ObjectNode> call(Tool tool, UpstreamAnswer answer) {
        return call(TOOLKIT, tool, answer);
    }

    private static Outcome<ObjectNode> call(Toolkit toolkit, Tool tool, UpstreamAnswer answer) {
        return new HttpUpstream().call(toolkit, tool, object("{}"), _ -> Outcome.ok(answer), new TestFiles());
    }
}

package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.failureOf;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.Member;
import dev.patchbay.toolkit.BodyTemplate.PartKind;
import dev.patchbay.toolkit.BodyTemplate.Value;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.KeyedRetry;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import dev.patchbay.toolkit.UpstreamRequest.FilePart;
import dev.patchbay.toolkit.UpstreamRequest.Multipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedCreateTest {
    private static final String KEY = "{\"unique_id\": \"u 1\"}";
    private static final String TAKEN = "{\"message\": \"unique_id is in use\"}";
    private static final String TASK = "{\"task_id\": \"t\", \"unique_id\": \"u 1\"}";
    private static final String FOUND = "{\"docs\": [" + TASK + ", {\"task_id\": \"other\"}]}";

    private static final Toolkit TOOLKIT = aToolkit(
            new ErrorFormat("message", Optional.of("code"), false),
            new FailureHints(Map.of(409, "Choose another key."), Map.of()));
    private static final KeyedRetry RETRY = new KeyedRetry(
            "unique_id",
            409,
            aTool(HttpMethod.GET)
                    .fixed("/tasks")
                    .query("unique_id", "unique_id", ListStyle.REPEAT)
                    .template(),
            "docs");
    private static final Tool CREATE = aTool(HttpMethod.POST)
            .fixed("/task")
            .body(new BodyTemplate.Members(
                    List.of(new Member("unique_id", new Value.Argument("unique_id"))), Optional.empty()))
            .retry(RETRY)
            .result(new ResultShape.Wrap("task", Optional.empty(), false, object("{}")))
            .build();

    private final Script script = new Script();

    static Stream<Script> inDoubt() {
        return Stream.of(
                new Script().answers(500, ""),
                new Script().answers(502, "<html>"),
                new Script().answers(530, ""),
                new Script().answers(408, ""),
                new Script().breaks(true),
                new Script().answers(429, "").answers(500, ""),
                new Script().breaks(true).answers(429, ""),
                new Script().answers(503, "").breaks(false));
    }

    @ParameterizedTest
    @MethodSource("inDoubt")
    void aConflictAfterAnAttemptThatMayHaveTakenEffectLeadsToTheObject(Script told) {
        told.answers(409, TAKEN).answers(200, FOUND);

        var result = resultOf(call(told, KEY));

        assertThat(result).isEqualTo(object("{\"task\": " + TASK + "}"));
        assertThat(told.sent).last().isEqualTo("GET /tasks?unique_id=u%201");
        assertThat(told.left()).isZero();
    }

    static Stream<Script> withoutDoubt() {
        return Stream.of(
                new Script(),
                new Script().answers(429, ""),
                new Script().answers(429, "").breaks(false));
    }

    @ParameterizedTest
    @MethodSource("withoutDoubt")
    void aConflictIsAnOrdinaryRefusalWhenNoAttemptCanHaveTakenEffect(Script told) {
        told.answers(409, TAKEN);

        assertThat(failureOf(call(told, KEY))).isInstanceOfSatisfying(UpstreamRefused.class, refused -> {
            assertThat(refused.detail()).isEqualTo("unique_id is in use");
            assertThat(refused.advice()).contains("Choose another key.");
        });
        assertThat(told.sent).doesNotContain("GET /tasks?unique_id=u%201");
    }

    @Test
    void aLaterAttemptThatSucceedsIsTheResult() {
        script.answers(500, "").breaks(true).answers(200, TASK);

        assertThat(resultOf(call(script, KEY))).isEqualTo(object("{\"task\": " + TASK + "}"));
        assertThat(script.waited).hasSize(2);
    }

    @Test
    void theLookUpIsRepeatedAsARead() {
        script.breaks(true).answers(409, TAKEN).answers(503, "").breaks(true).answers(200, FOUND);

        resultOf(call(script, KEY));
        assertThat(script.sent).hasSize(5);
    }

    static Stream<Script> lost() {
        return Stream.of(
                new Script().answers(200, "{\"docs\": []}"),
                new Script().answers(200, "{}"),
                new Script().answers(200, "{\"docs\": [null]}"),
                new Script().answers(200, "{\"docs\": [{\"task_id\": \"t\", \"unique_id\": \"another\"}]}"),
                new Script().answers(200, "[1]"),
                new Script().answers(403, "{\"message\": \"no\"}"),
                new Script().breaks(true).breaks(true).breaks(true),
                new Script().fails(new Failure.AnswerTooLarge(1)));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void anObjectThatCannotBeFoundProbablyExistsAndTheCallerIsToldHowToLook(Script lookUp) {
        script.breaks(true).answers(409, TAKEN);

        var outcome = new HttpUpstream(script)
                .call(
                        TOOLKIT,
                        CREATE,
                        object(KEY),
                        request -> request.method() == HttpMethod.POST ? script.send(request) : lookUp.send(request),
                        new TestFiles());

        assertThat(failureOf(outcome)).isInstanceOfSatisfying(UpstreamRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.advice().orElseThrow())
                    .contains("probably created", "Look for it by unique_id")
                    .doesNotContain("another key");
        });
    }

    @Test
    void aRefusalAfterAnAttemptInDoubtSaysThatTheObjectMayExist() {
        script.answers(500, "").answers(400, "{\"message\": \"bad\"}");

        assertThat(((UpstreamRefused) failureOf(call(script, KEY))).advice().orElseThrow())
                .contains("may have created", "Look for it by unique_id");
    }

    @Test
    void aBrokenConnectionAfterAnAttemptInDoubtCountsAsSent() {
        script.breaks(true).breaks(false).breaks(false);

        assertThat(failureOf(call(script, KEY))).isEqualTo(new UpstreamUnavailable("the connection broke", true));
    }

    @Test
    void thereAreThreeAttemptsAndALongWaitIsNoneOfThem() {
        script.answers(500, "").answers(500, "").answers(500, "");
        failureOf(call(script, KEY));
        assertThat(script.sent).hasSize(3);

        var told = new Script().asksToWait(503, 60);
        failureOf(call(told, KEY));
        assertThat(told.sent).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"unique_id\": null}", "{\"unique_id\": \"\"}", "{\"unique_id\": \" \"}"})
    void withoutTheKeyACreateIsSentOnceWhateverHappens(String arguments) {
        for (var told : List.of(
                new Script().answers(500, ""),
                new Script().answers(429, ""),
                new Script().asksToWait(503, 1),
                new Script().breaks(true),
                new Script().breaks(false))) {
            failureOf(call(told, arguments));
            assertThat(told.sent).containsExactly("POST /task");
        }
    }

    @Test
    void whatEgressDecidedIsNotRepeated() {
        script.fails(new Failure.EgressDenied());

        assertThat(failureOf(call(script, KEY))).isEqualTo(new Failure.EgressDenied());
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void aFileIsReadAgainForEachAttemptAndClosedOnce() {
        var files = new TestFiles();
        var contents = new ArrayList<String>();
        var upload = aTool(HttpMethod.POST)
                .fixed("/files")
                .body(new BodyTemplate.Multipart(List.of(new BodyTemplate.Part("file", "file", PartKind.FILE))))
                .retry(RETRY)
                .build();
        script.breaks(true).answers(503, "").answers(200, "{}");

        resultOf(new HttpUpstream(script)
                .call(
                        TOOLKIT,
                        upload,
                        object("{\"unique_id\": \"u\", \"file\": {\"name\": \"pear.txt\", \"base64\": \"cGVhcg==\"}}"),
                        request -> {
                            contents.add(firstFile((Multipart) request.body().orElseThrow()));
                            return script.send(request);
                        },
                        files));

        assertThat(contents).containsExactly("pear", "pear", "pear");
        assertThat(files.closed).containsExactly("pear.txt");
    }

    private static String firstFile(Multipart body) {
        try (var stream = ((FilePart) body.parts().getFirst()).file().open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Outcome<ObjectNode> call(Script told, String arguments) {
        return new HttpUpstream(told).call(TOOLKIT, CREATE, object(arguments), told, new TestFiles());
    }
}

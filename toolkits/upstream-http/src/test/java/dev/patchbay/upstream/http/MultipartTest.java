package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.answer;
import static dev.patchbay.upstream.http.Fixtures.failureOf;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.PartKind;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Failure.InvalidArguments;
import dev.patchbay.toolkit.Failure.UpstreamUnavailable;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.FilePart;
import dev.patchbay.toolkit.UpstreamRequest.Multipart;
import dev.patchbay.toolkit.UpstreamRequest.TextPart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MultipartTest {
    private static final Toolkit TOOLKIT =
            aToolkit(new ErrorFormat("message", Optional.empty(), false), FailureHints.NONE);
    private static final Tool UPLOAD = aTool(HttpMethod.POST)
            .fixed("/files")
            .body(new BodyTemplate.Multipart(List.of(
                    new BodyTemplate.Part("file", "document", PartKind.FILE),
                    new BodyTemplate.Part("display_name", "title", PartKind.TEXT),
                    new BodyTemplate.Part("metadata", "metadata", PartKind.JSON),
                    new BodyTemplate.Part("second", "other", PartKind.FILE))))
            .build();
    private static final String PEAR =
            "{\"name\": \"pear.txt\", \"mimetype\": \"text/plain\", \"base64\": \"cGVhcg==\"}";
    private static final String PLUM =
            "{\"name\": \"plum.txt\", \"mimetype\": \"text/plain\", \"base64\": \"cGx1bQ==\"}";

    private final TestFiles files = new TestFiles();
    private final List<UpstreamRequest> sent = new ArrayList<>();

    @Test
    void partsKeepTheOrderOfTheTemplateAndAbsentOnesAreLeftOut() {
        resultOf(call(
                "{\"metadata\": {\"a\": [1.25]}, \"title\": 7, \"document\": " + PEAR + ", \"other\": null}", ok()));

        var parts = parts();
        assertThat(parts).hasSize(3);
        assertThat(((FilePart) parts.getFirst()).name()).isEqualTo("file");
        assertThat(parts.subList(1, 3))
                .containsExactly(
                        new TextPart("display_name", "7", Optional.empty()),
                        new TextPart("metadata", "{\"a\":[1.25]}", Optional.of("application/json")));
    }

    @Test
    void aFileIsReadableWhileItIsSentAndAgain() {
        resultOf(call("{\"document\": " + PEAR + "}", request -> {
            sent.add(request);
            assertThat(content(parts().getFirst())).isEqualTo("pear").isEqualTo(content(parts().getFirst()));
            return Outcome.ok(answer(200, "{}"));
        }));

        assertThat(files.closed).containsExactly("pear.txt");
    }

    @Test
    void withoutAnyPartThereIsNoBody() {
        resultOf(call("{}", ok()));

        assertThat(sent.getFirst().body()).isEmpty();
    }

    @Test
    void everyFileIsClosedHoweverTheCallEnds() {
        var both = "{\"document\": " + PEAR + ", \"other\": " + PLUM + "}";

        resultOf(call(both, ok()));
        assertAllClosed(2);
        failureOf(call(both, _ -> Outcome.ok(answer(500, ""))));
        assertAllClosed(4);
        failureOf(call(both, _ -> Outcome.failed(new UpstreamUnavailable("broke", true))));
        assertAllClosed(6);
        assertThatThrownBy(() -> call(both, _ -> {
                    throw new IllegalStateException("a bug");
                }))
                .hasMessage("a bug");
        assertAllClosed(8);
    }

    @Test
    void aFileThatCannotBeOpenedIsTheFailureAndTheOthersAreClosed() {
        var failure = failureOf(call("{\"document\": " + PEAR + ", \"other\": {\"name\": \"x\"}}", mustNotSend()));

        assertThat(violated(failure)).containsExactly("other.base64");
        assertAllClosed(1);
    }

    @Test
    void noFileIsOpenedForACallThatIsRefusedAnyway() {
        var failure =
                failureOf(call("{\"document\": " + PEAR + ", \"title\": [1], \"other\": \"pear.txt\"}", mustNotSend()));

        assertThat(violated(failure)).containsExactly("title", "other");
        assertThat(files.opened).isEmpty();
    }

    @Property(tries = 500)
    void textStaysTheTextOfItsPart(@ForAll String title) {
        sent.clear();
        var whole = StandardCharsets.UTF_8.newEncoder().canEncode(title);
        var arguments = object("{\"metadata\": true}").put("title", title);

        switch (call(arguments, ok())) {
            case Outcome.Ok<ObjectNode> _ ->
                assertThat(parts())
                        .containsExactly(
                                new TextPart("display_name", title, Optional.empty()),
                                new TextPart("metadata", "true", Optional.of("application/json")));
            case Outcome.Failed<ObjectNode>(var failure) -> {
                assertThat(whole).isFalse();
                assertThat(violated(failure)).containsExactly("title");
            }
        }
    }

    private Outcome<ObjectNode> call(String arguments, Egress egress) {
        return call(object(arguments), egress);
    }

    private Outcome<ObjectNode> call(ObjectNode arguments, Egress egress) {
        return new HttpUpstream().call(TOOLKIT, UPLOAD, arguments, egress, files);
    }

    private Egress ok() {
        return request -> {
            sent.add(request);
            return Outcome.ok(answer(200, "{}"));
        };
    }

    private static Egress mustNotSend() {
        return _ -> {
            throw new AssertionError("sent");
        };
    }

    private List<UpstreamRequest.Part> parts() {
        return ((Multipart) sent.getFirst().body().orElseThrow()).parts();
    }

    private static String content(UpstreamRequest.Part part) {
        FileContent file = ((FilePart) part).file();
        try (var stream = file.open()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertAllClosed(int count) {
        assertThat(files.opened).hasSize(count);
        assertThat(files.closed).containsExactlyInAnyOrderElementsOf(files.opened);
    }

    private static List<String> violated(Failure failure) {
        return switch (failure) {
            case InvalidArguments(ToolSlug _, var violations, var _) ->
                violations.stream().map(violation -> violation.where()).toList();
            case Failure other -> throw new AssertionError(other);
        };
    }
}

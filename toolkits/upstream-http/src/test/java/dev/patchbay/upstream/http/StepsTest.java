package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.answer;
import static dev.patchbay.upstream.http.Fixtures.failureOf;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.Failure.InvalidArguments;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final Map<String, RequestTemplate> STEPS = Map.of(
            "find", aTool(HttpMethod.GET).fixed("/find/").one("name").template(),
            "act", aTool(HttpMethod.POST).fixed("/act/").one("id").template(),
            "upload",
                    aTool(HttpMethod.POST)
                            .fixed("/upload")
                            .body(new BodyTemplate.Multipart(
                                    List.of(new BodyTemplate.Part("file", "file", BodyTemplate.PartKind.FILE))))
                            .template());

    private final TestFiles files = new TestFiles();
    private final List<String> sent = new ArrayList<>();

    @Test
    void stepsFollowEachOtherAndTheToolShapesTheValue() {
        var result = call(
                "{\"name\": \"a/b\"}",
                (arguments, steps) -> steps.send("find", arguments)
                        .then(found -> steps.send("act", object("{}").set("id", found.get("id")))),
                request -> {
                    sent.add(request.path());
                    return Outcome.ok(answer(200, sent.size() == 1 ? "{\"id\": 7}" : "41"));
                });

        assertThat(resultOf(result)).isEqualTo(object("{\"outcome\": 41}"));
        assertThat(sent).containsExactly("/find/a%2Fb", "/act/7");
    }

    @Test
    void aRefusalOfAStepEndsInItsFailure() {
        var result = call(
                "{\"name\": \"a\"}",
                (arguments, steps) -> steps.send("find", arguments).then(_ -> {
                    throw new AssertionError("went on");
                }),
                _ -> Outcome.ok(answer(404, "{\"message\": \"No such thing\"}")));

        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        UpstreamRefused.class,
                        refused -> assertThat(refused.detail()).isEqualTo("No such thing"));
    }

    @Test
    void aStepsArgumentsAreRefusedBeforeItIsSent() {
        var result = call("{\"name\": \"..\"}", (arguments, steps) -> steps.send("find", arguments), _ -> {
            throw new AssertionError("sent");
        });

        assertThat(failureOf(result)).isInstanceOf(InvalidArguments.class);
    }

    @Test
    void aRequestThatIsOnlyBuiltSendsNothingAndItsFileIsClosedWhenTheCallEnds() {
        var result = call(
                "{\"file\": {\"name\": \"pear.txt\", \"base64\": \"cGVhcg==\"}}",
                (arguments, steps) -> steps.request("upload", arguments).map(_ -> {
                    assertThat(files.closed).isEmpty();
                    return object("{}");
                }),
                _ -> {
                    throw new AssertionError("sent");
                });

        assertThat(resultOf(result).has("outcome")).isTrue();
        assertThat(files.closed).containsExactly("pear.txt");
    }

    @Test
    void aStepThatTheFileDoesNotHaveIsABug() {
        assertThatThrownBy(() -> call("{}", (arguments, steps) -> steps.send("fly", arguments), _ -> {
                    throw new AssertionError("sent");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ORCHARD_PICK")
                .hasMessageContaining("fly");
    }

    private Outcome<ObjectNode> call(
            String arguments, BiFunction<ObjectNode, Behaviour.Steps, Outcome<JsonNode>> behaviour, Egress egress) {
        var tool = aTool(HttpMethod.POST)
                .behaves(named(behaviour), STEPS)
                .result(new ResultShape.Wrap("outcome", Optional.empty(), false, object("{}")))
                .build();
        var toolkit = aToolkit(new ErrorFormat("message", Optional.empty(), false), FailureHints.NONE);
        return new HttpUpstream().call(toolkit, tool, object(arguments), egress, files);
    }

    private static Behaviour named(BiFunction<ObjectNode, Behaviour.Steps, Outcome<JsonNode>> behaviour) {
        return new Behaviour() {
            @Override
            public String name() {
                return "orchard/pick";
            }

            @Override
            public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
                return behaviour.apply(arguments, steps);
            }
        };
    }
}

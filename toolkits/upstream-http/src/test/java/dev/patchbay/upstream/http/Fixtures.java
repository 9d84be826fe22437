package dev.patchbay.upstream.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.KeyedRetry;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Paging;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.RefusalSign;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.RequestTemplate.HeaderParameter;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.RequestTemplate.QueryParameter;
import dev.patchbay.toolkit.RequestTemplate.Source;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.toolkit.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small sensible tools, toolkits and answers. */
final class Fixtures {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Fixtures() {}

    static ToolBuilder aTool(HttpMethod method) {
        return new ToolBuilder(method);
    }

    static Toolkit aToolkit(Toolkit.ErrorFormat errors, FailureHints hints) {
        return new Toolkit(
                new ToolkitSlug("orchard"),
                "",
                "",
                "20260101_00",
                Optional.empty(),
                List.of(),
                List.of(),
                errors,
                hints,
                Optional.empty());
    }

    static ObjectNode object(String json) {
        return (ObjectNode) json(json);
    }

    static JsonNode json(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static UpstreamAnswer answer(int status, String body) {
        return new UpstreamAnswer(
                status, Optional.empty(), Optional.empty(), Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
    }

    static <T> T resultOf(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> value;
            case Outcome.Failed<T>(Failure failure) -> throw new AssertionError(failure);
        };
    }

    static <T> Failure failureOf(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Ok<T>(T value) -> throw new AssertionError("succeeded with " + value);
            case Outcome.Failed<T>(Failure failure) -> failure;
        };
    }

    static Outcome<UpstreamRequest> build(Tool tool, ObjectNode arguments) {
        return new RequestBuilder()
                .build(
                        tool.slug(),
                        ((Plan.Declared) tool.plan()).template(),
                        arguments,
                        new OpenFiles(new TestFiles()));
    }

    static String text(UpstreamRequest request) {
        return new String(((UpstreamRequest.Whole) request.body().orElseThrow()).bytes(), StandardCharsets.UTF_8);
    }

    static UpstreamRequest built(Tool tool, String arguments) {
        return resultOf(build(tool, object(arguments)));
    }

    static List<String> blamed(Tool tool, String arguments) {
        return switch (failureOf(build(tool, object(arguments)))) {
            case Failure.InvalidArguments(ToolSlug _, var violations, var _) ->
                violations.stream().map(violation -> violation.where()).toList();
            case Failure other -> throw new AssertionError(other);
        };
    }

    static final class ToolBuilder {
        private final HttpMethod method;
        private final List<PathTemplate.Part> path = new ArrayList<>();
        private final List<QueryParameter> query = new ArrayList<>();
        private final List<HeaderParameter> headers = new ArrayList<>();
        private BodyTemplate body = new BodyTemplate.None();
        private ResultShape result = new ResultShape.AsIs();
        private FailureHints hints = FailureHints.NONE;
        private boolean readOnly;
        private final List<Plan.Variant> variants = new ArrayList<>();
        private Optional<Plan> behaves = Optional.empty();
        private Optional<RefusalSign> refusal = Optional.empty();
        private Optional<Paging> paging = Optional.empty();
        private Optional<KeyedRetry> retry = Optional.empty();
        private ObjectNode input = JsonNodeFactory.instance.objectNode();

        private ToolBuilder(HttpMethod method) {
            this.method = method;
        }

        ToolBuilder fixed(String text) {
            path.add(new PathTemplate.Part.Literal(text));
            return this;
        }

        ToolBuilder one(String argument) {
            path.add(new PathTemplate.Part.Variable(argument, false));
            return this;
        }

        ToolBuilder many(String argument) {
            path.add(new PathTemplate.Part.Variable(argument, true));
            return this;
        }

        ToolBuilder query(String name, String argument, ListStyle lists) {
            query.add(new QueryParameter(name, new Source.Argument(argument), lists));
            return this;
        }

        ToolBuilder queryConstant(String name, String text) {
            query.add(new QueryParameter(name, new Source.Constant(text), ListStyle.REPEAT));
            return this;
        }

        ToolBuilder header(String name, String argument) {
            headers.add(new HeaderParameter(name, argument));
            return this;
        }

        ToolBuilder body(BodyTemplate template) {
            body = template;
            return this;
        }

        ToolBuilder result(ResultShape shape) {
            result = shape;
            return this;
        }

        ToolBuilder hints(FailureHints advice) {
            hints = advice;
            return this;
        }

        ToolBuilder readOnly() {
            readOnly = true;
            return this;
        }

        ToolBuilder variant(Plan.Condition when, RequestTemplate template, ResultShape shape) {
            variants.add(new Plan.Variant(when, template, Optional.of(shape)));
            return this;
        }

        ToolBuilder variant(Plan.Condition when, RequestTemplate template) {
            variants.add(new Plan.Variant(when, template, Optional.empty()));
            return this;
        }

        ToolBuilder behaves(Behaviour behaviour, Map<String, RequestTemplate> steps) {
            behaves = Optional.of(new Plan.Behaves(behaviour, steps));
            return this;
        }

        ToolBuilder refusal(RefusalSign sign) {
            refusal = Optional.of(sign);
            return this;
        }

        ToolBuilder paging(Paging pages) {
            paging = Optional.of(pages);
            return this;
        }

        ToolBuilder retry(KeyedRetry keyed) {
            retry = Optional.of(keyed);
            return this;
        }

        ToolBuilder input(String schema) {
            input = object(schema);
            return this;
        }

        RequestTemplate template() {
            return new RequestTemplate(method, new PathTemplate("/template", path), query, headers, body, "", false);
        }

        Tool build() {
            var empty = JsonNodeFactory.instance.objectNode();
            return new Tool(
                    new ToolSlug("ORCHARD_PICK"),
                    new ToolkitSlug("orchard"),
                    "",
                    "",
                    new Hints(readOnly, false, false, true),
                    false,
                    input,
                    empty,
                    Map.of(),
                    List.of(),
                    behaves.orElseGet(() -> new Plan.Declared(template(), variants)),
                    result,
                    refusal,
                    paging,
                    retry,
                    List.of(),
                    Optional.empty(),
                    hints,
                    List.of(),
                    List.of());
        }
    }
}

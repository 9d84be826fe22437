package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.FileContent;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.PathTemplate.Part.Literal;
import dev.patchbay.toolkit.PathTemplate.Part.Variable;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.RequestTemplate.HeaderParameter;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.RequestTemplate.QueryParameter;
import dev.patchbay.toolkit.RequestTemplate.Source;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.upstream.http.HttpUpstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever a string argument holds, what arrives at the service differs in that value and in nothing else (R43): seen by a
 * server that takes the bytes apart itself, for tools of the shipped toolkits and for one that has every place.
 */
class ArgumentsOnTheWireTest {
    private static final String MARKER = "zqmarkerqz";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final HttpUpstream UPSTREAM = new HttpUpstream(_ -> {});
    private static final Catalog CATALOG = Catalog.fromClasspath(ArgumentsOnTheWireTest.class.getClassLoader());

    /** Arguments of one tool that hold the string; the others hold what is harmless. */
    record Place(Tool tool, List<String> arguments, ObjectNode others) {
        Place(Tool tool, String argument, ObjectNode others) {
            this(tool, List.of(argument), others);
        }

        @Override
        public String toString() {
            return tool.slug() + "." + arguments;
        }
    }

    private static final List<String> SYNTHETIC = List.of("path", "query", "header", "member");
    private static final List<String> ELSEWHERE = List.of("path", "query", "member");

    private static final Tool EVERY_PLACE = synthetic(new BodyTemplate.Members(
            List.of(new BodyTemplate.Member("m", new BodyTemplate.Value.Argument("member"))), Optional.empty()));

    private static final Tool FORM = synthetic(
            new BodyTemplate.Multipart(List.of(new BodyTemplate.Part("m", "member", BodyTemplate.PartKind.TEXT))));

    @SuppressWarnings("NullAway.Init")
    private static WireServer server;

    @SuppressWarnings("NullAway.Init")
    private static GateUnderTest gate;

    private static final List<Place> PLACES = new ArrayList<>();

    @BeforeContainer
    static void start() throws IOException {
        server = new WireServer();
        gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address());
        CATALOG.entries().stream()
                .map(CATALOG::tool)
                .flatMap(tool -> places(tool).stream())
                .filter(place -> baseline(place).isPresent())
                .forEach(PLACES::add);
    }

    @AfterContainer
    static void stop() throws IOException {
        gate.close();
        server.close();
    }

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void inPathQueryHeaderAndBody(@ForAll("hostile") String value) {
        check(new Place(EVERY_PLACE, "header", others()), value);
        // In one request where no place refuses the string, and otherwise in one for each.
        if (!check(new Place(EVERY_PLACE, ELSEWHERE, others()), value)) {
            ELSEWHERE.forEach(argument -> check(new Place(EVERY_PLACE, argument, others()), value));
        }
    }

    @Property(tries = 2_500, shrinking = ShrinkingMode.OFF)
    void inAForm(@ForAll("hostile") String value) {
        check(new Place(FORM, "member", others()), value);
    }

    @Property(tries = 2_500, shrinking = ShrinkingMode.OFF)
    void inTheShippedTools(@ForAll("places") int place, @ForAll("hostile") String value) {
        assertThat(PLACES).hasSizeGreaterThan(60);
        check(PLACES.get(place % PLACES.size()), value);
    }

    /** @return whether the request was sent */
    private static boolean check(Place place, String value) {
        var expected = baseline(place).orElseThrow();
        int before = server.arrivals();
        var outcome = call(place, value);
        if (server.arrivals() == before) {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.failure())
                                    .isInstanceOfAny(Failure.InvalidArguments.class, Failure.EgressDenied.class));
            assertThat(mayBeRefused(value)).as("refused: %s", value).isTrue();
            return false;
        }
        assertThat(server.arrivals()).isEqualTo(before + 1);
        assertThat(server.last()).as("%s = %s", place, value).isEqualTo(with(expected, value));
        return true;
    }

    /** Half pairs cannot be sent, control characters not everywhere, and the rest only in a path or a header. */
    private static boolean mayBeRefused(String value) {
        return value.isEmpty()
                || value.equals(".")
                || value.equals("..")
                || !value.equals(value.strip())
                || value.chars().anyMatch(c -> c < ' ' || c > '~');
    }

    private static final Map<String, Optional<WireServer.Arrived>> BASELINES = new HashMap<>();

    private static Optional<WireServer.Arrived> baseline(Place place) {
        return BASELINES.computeIfAbsent(place + " " + System.identityHashCode(place.tool()), _ -> {
            int before = server.arrivals();
            call(place, MARKER);
            var last = server.last();
            return server.arrivals() == before + 1 && last.toString().contains(MARKER)
                    ? Optional.of(last)
                    : Optional.empty();
        });
    }

    private static Outcome<ObjectNode> call(Place place, String value) {
        var arguments = place.others().deepCopy();
        place.arguments().forEach(argument -> arguments.put(argument, value));
        Toolkit toolkit = CATALOG.toolkit(place.tool().toolkit()).orElseThrow();
        return UPSTREAM.call(toolkit, place.tool(), arguments, gate.egress(), new NoFiles());
    }

    /** The same request with the value where the marker was. */
    private static WireServer.Arrived with(WireServer.Arrived marked, String value) {
        return new WireServer.Arrived(
                marked.method(),
                marked.segments().stream().map(it -> it.replace(MARKER, value)).toList(),
                marked.query().stream()
                        .map(pair -> pair.stream()
                                .map(it -> it.replace(MARKER, value))
                                .toList())
                        .toList(),
                marked.headers().stream()
                        .map(it -> it.replace(MARKER, value).stripTrailing())
                        .sorted()
                        .toList(),
                replaced(marked.body(), value));
    }

    private static Object replaced(Object body, String value) {
        return switch (body) {
            case JsonNode tree -> replacedIn(tree, value);
            case List<?> list -> list.stream().map(it -> replaced(it, value)).toList();
            default -> body.toString().replace(MARKER, value);
        };
    }

    private static JsonNode replacedIn(JsonNode tree, String value) {
        if (tree.isTextual()) {
            return NODES.textNode(tree.textValue().replace(MARKER, value));
        }
        if (tree.isArray()) {
            var list = NODES.arrayNode();
            tree.forEach(it -> list.add(replacedIn(it, value)));
            return list;
        }
        if (tree instanceof ObjectNode object) {
            var copy = NODES.objectNode();
            object.properties().forEach(it -> copy.set(it.getKey(), replacedIn(it.getValue(), value)));
            return copy;
        }
        return tree;
    }

    private static List<Place> places(Tool tool) {
        if (!(tool.plan() instanceof Plan.Declared declared)) {
            return List.of();
        }
        var others = NODES.objectNode();
        var properties = tool.inputSchema().path("properties");
        tool.inputSchema()
                .path("required")
                .forEach(name -> others.set(name.textValue(), harmless(properties.path(name.textValue()))));
        // Their slashes are slashes, by the tool's declaration.
        var many = declared.template().path().parts().stream()
                .filter(part -> part instanceof Variable variable && variable.many())
                .map(part -> ((Variable) part).argument())
                .toList();
        return properties.properties().stream()
                .filter(it -> it.getValue().path("type").asText().equals("string") && !many.contains(it.getKey()))
                .map(it -> new Place(tool, it.getKey(), others))
                .toList();
    }

    private static JsonNode harmless(JsonNode schema) {
        if (schema.path("enum").isArray()) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "integer", "number" -> NODES.numberNode(1);
            case "boolean" -> NODES.booleanNode(true);
            case "array" -> NODES.arrayNode().add(harmless(schema.path("items")));
            case "object" -> NODES.objectNode();
            default -> NODES.textNode("w");
        };
    }

    private static ObjectNode others() {
        var others = NODES.objectNode();
        SYNTHETIC.forEach(name -> others.put(name, "w"));
        return others;
    }

    private static Tool synthetic(BodyTemplate body) {
        var any = CATALOG.tool(new ToolSlug("SCALE_AI_FINALIZE_BATCH")).orElseThrow();
        var template = new RequestTemplate(
                HttpMethod.POST,
                new PathTemplate(
                        "/a/{path}/b", List.of(new Literal("/a/"), new Variable("path", false), new Literal("/b"))),
                List.of(
                        new QueryParameter("q", new Source.Argument("query"), ListStyle.REPEAT),
                        new QueryParameter("k", new Source.Constant("1"), ListStyle.REPEAT)),
                List.of(new HeaderParameter("x-value", "header")),
                body,
                "",
                false);
        return new Tool(
                any.slug(),
                any.toolkit(),
                any.title(),
                any.description(),
                any.hints(),
                false,
                any.inputSchema(),
                any.outputSchema(),
                any.aliases(),
                any.rules(),
                new Plan.Declared(template),
                any.result(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                any.failureHints(),
                List.of(),
                List.of());
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, 10_000);
    }

    @Provide
    Arbitrary<String> hostile() {
        var fragments = Arbitraries.of(
                "/",
                "//",
                ".",
                "..",
                "../",
                "%2f",
                "%2F",
                "%2e%2e",
                "%00",
                "%0d%0a",
                "?",
                "#",
                "@",
                "&",
                "=",
                "+",
                ";",
                ",",
                ":",
                "\\",
                " ",
                "\t",
                "\r\n",
                "\r",
                "\n",
                "\0",
                "\u0001",
                "\u007f",
                "\u0085",
                "\u2028",
                "ä",
                "🍎",
                "\ud800",
                "\udc00",
                "\"",
                "'",
                "{path}",
                "${x}",
                "x",
                "http://evil.example",
                "\r\nHost: evil",
                "--",
                "]",
                "}",
                "%",
                "~",
                "\uFEFF",
                "／",
                "．．");
        var joined = fragments.list().ofMaxSize(6).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(
                joined,
                Arbitraries.strings().ofMaxLength(12),
                Arbitraries.strings().ascii().ofMaxLength(12));
    }

    /** No tool here brings one. */
    private static final class NoFiles implements FileAccess {
        @Override
        public Outcome<FileContent> open(ToolSlug tool, String where, ObjectNode argument) {
            return Outcome.failed(new Failure.InvalidArguments(tool, List.of()));
        }

        @Override
        public ObjectNode keep(String name, String mimetype, byte[] content) {
            return NODES.objectNode();
        }

        @Override
        public Outcome<UpstreamAnswer> fetch(String url) {
            return Outcome.failed(new Failure.EgressDenied());
        }
    }
}

package dev.patchbay.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Tens of thousands of messages that are nearly right, over kept connections: whatever comes, the answer is one of the protocol,
 * tells nothing of the gateway's insides, and comes in time. A million with {@code -Pnightly}. To see one again that failed:
 * {@code -Dpatchbay.fuzz.seed=… -Dpatchbay.fuzz.mcp=1}.
 *
 * <p>Not in jqwik's words: its engine starts no Quarkus application, and it tries one message after the other, while several
 * connections at once are part of what is tried here.
 */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class McpFuzzIT {
    private static final Logger LOG = Logger.getLogger(McpFuzzIT.class);
    private static final int COUNT = Integer.getInteger("patchbay.fuzz.mcp", 20_000);
    private static final int THREADS = 4;
    /** Connections are kept for many messages, and not for all of them. */
    private static final int MOST_PER_CONNECTION = 500;

    private static final Pattern INSIDES =
            Pattern.compile("[a-z]Exception\\b|\\b(java|javax|jakarta|kotlin)\\.[a-z]|\\bdev\\.patchbay"
                    + "|\\b(io\\.(vertx|quarkus|netty|smallrye)|io\\.modelcontextprotocol\\.|org\\.(hibernate|postgresql|jboss)|com\\.fasterxml)"
                    + "|\\bat [a-z]+\\.[A-Za-z.$]+\\(|Caused by|PSQL|null pointer|NullPointer|ClassCast");

    /** Before the message is looked at, its id is not known; and an unknown protocol session is no answer to a message. */
    private static final List<Integer> OF_NO_MESSAGE = List.of(404, 405, 406, 413, 415, 431);

    private final Projects projects;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();

    McpFuzzIT(Projects projects) {
        this.projects = projects;
    }

    @Test
    void whateverIsSentIsAnsweredInTheProtocol() throws Exception {
        var seed = Long.getLong("patchbay.fuzz.seed", System.nanoTime());
        var begin = System.nanoTime();
        var work = new ArrayList<Callable<List<String>>>();
        for (int thread = 0; thread < THREADS; thread++) {
            // A project each: what a project may ask in a minute is bounded.
            var project = projects.create();
            project.connectScale("ada");
            // With the router's own tools listed and no others: long lists would be most of the work.
            var client = McpClient.of(
                    project.post("/tool_router/session", "{'user_id':'ada','toolkits':{'enable':['scale_ai']}}")
                            .statusCode(201)
                            .extract()
                            .jsonPath());
            work.add(() -> run(client, seed));
        }
        var failures = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var done : threads.invokeAll(work)) {
                failures.addAll(done.get());
            }
        }
        LOG.infof(
                "%d messages of seed %d in %d s, the slowest answered after %d ms: %s",
                COUNT,
                seed,
                (System.nanoTime() - begin) / 1_000_000_000,
                slowest.get() / 1_000_000,
                new TreeMap<>(outcomes));
        assertThat(failures).isEmpty();
        if (COUNT >= 20_000) {
            assertThat(outcomes)
                    .as("the messages reach everything, or the test says nothing")
                    .containsKeys(
                            "200 0",
                            "200 -32601",
                            "200 -32602",
                            "202 0",
                            "400 -32700",
                            "400 -32600",
                            "400 -32602",
                            "400 -32020",
                            "400 -32022",
                            "404 -32600",
                            "404 -32601",
                            "406 -32600",
                            "415 -32600");
        }
    }

    /** What was wrong, of at most a few messages. */
    private List<String> run(McpClient client, long seed) {
        var failures = new ArrayList<String>();
        var session = LegacyClient.of(client, "2025-11-25", "{}").id();
        var wire = new Wire(client.url());
        try {
            var onWire = 0;
            for (int i = next.getAndIncrement(); i < COUNT && failures.size() < 5; i = next.getAndIncrement()) {
                var request = new McpMutations(new SplittableRandom(seed + i)).next(session);
                if (onWire++ == MOST_PER_CONNECTION) {
                    wire.close();
                    wire = new Wire(client.url());
                    onWire = 0;
                }
                try {
                    var exchange = exchange(wire, client, request);
                    check(request, exchange);
                    outcomes.merge(exchange.outcome(), 1, Integer::sum);
                    var opened = exchange.header("Mcp-Session-Id");
                    session = opened.isEmpty() ? session : opened;
                    if (isOpen(exchange)) {
                        onWire = MOST_PER_CONNECTION;
                    }
                } catch (AssertionError | RuntimeException wrong) {
                    failures.add("seed " + (seed + i) + ": " + told(wrong) + "\n" + request.headers() + "\n"
                            + request.body());
                    onWire = MOST_PER_CONNECTION;
                }
            }
        } finally {
            wire.close();
        }
        return failures;
    }

    private McpClient.Reply exchange(Wire wire, McpClient client, McpRequest request) {
        var begin = System.nanoTime();
        var answer = wire.send(client.url(), client.signed(request));
        var reply = new McpClient.Reply(answer, isStream(answer) ? first(answer, request) : answer.rest());
        slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        return reply;
    }

    private static boolean isStream(Wire.Answer answer) {
        return answer.header("Content-Type").startsWith("text/event-stream")
                && !answer.header("Transfer-Encoding").isEmpty();
    }

    /** Of what does not end by itself only the beginning is read. */
    private static String first(Wire.Answer answer, McpRequest request) {
        if (!request.body().contains("subscriptions/listen")) {
            return answer.rest();
        }
        try {
            var text = new StringBuilder();
            for (var line = answer.body().readLine();
                    line != null;
                    line = answer.body().readLine()) {
                text.append(line).append('\n');
                if (line.contains("subscriptions/acknowledged") || line.contains("\"error\"")) {
                    break;
                }
            }
            return text.toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isOpen(McpClient.Reply reply) {
        return isStream(reply.answer()) || reply.header("Connection").equalsIgnoreCase("close");
    }

    private static void check(McpRequest request, McpClient.Reply reply) {
        assertThat(reply.status()).as("%s", reply.text()).isBetween(200, 499).isNotIn(401, 403, 429);
        // Long answers are lists of what there is.
        assertThat(reply.text().length() < 10_000
                        && INSIDES.matcher(reply.text()).find())
                .as("%s", reply.text())
                .isFalse();
        if (reply.status() == 202 || reply.status() == 204) {
            assertThat(reply.text()).isEmpty();
            return;
        }
        var messages = reply.messages();
        assertThat(messages)
                .as(reply.text())
                .isNotEmpty()
                .allSatisfy(
                        message -> assertThat(message.path("jsonrpc").asText()).isEqualTo("2.0"));
        var last = messages.getLast();
        if (last.path("method").asText().equals("notifications/subscriptions/acknowledged")) {
            assertThat(last.at("/params/_meta").path(McpRequest.META + "subscriptionId"))
                    .isEqualTo(id(request));
            return;
        }
        assertThat(last.has("result")).as(reply.text()).isNotEqualTo(last.has("error"));
        assertThat(last.has("id")).as(reply.text()).isTrue();
        if (last.has("error")) {
            assertThat(last.at("/error/code").isInt()).isTrue();
            assertThat(last.at("/error/message").asText()).isNotBlank();
            assertThat(last.at("/error/code").asInt()).as(reply.text()).isNotEqualTo(-32603);
        }
        var unread = OF_NO_MESSAGE.contains(reply.status())
                || last.at("/error/message").asText().startsWith("The request cannot be read");
        if (!unread || !last.path("id").isNull()) {
            assertThat(last.path("id")).as(reply.text()).isEqualTo(id(request));
        }
    }

    /** Under which id an answer to the message must come. */
    private static JsonNode id(McpRequest request) {
        try {
            var id = Json.read(request.body().getBytes(UTF_8)) instanceof ObjectNode message
                    ? message.path("id")
                    : NullNode.getInstance();
            return id.isTextual() || id.isIntegralNumber() ? McpRequest.read(id.toString()) : NullNode.getInstance();
        } catch (MalformedJson malformed) {
            return NullNode.getInstance();
        }
    }

    private static String told(Throwable wrong) {
        return wrong instanceof UncheckedIOException broken && broken.getCause() instanceof SocketTimeoutException
                ? "no answer within " + Wire.PATIENCE
                : String.valueOf(wrong);
    }
}

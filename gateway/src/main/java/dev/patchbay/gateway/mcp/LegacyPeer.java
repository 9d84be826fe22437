package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.mcp.state.Mailbox;
import dev.patchbay.gateway.mcp.state.ProtocolSession;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionStream;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A client with a handshake, during one of its requests. The SDK's session does the asking: it numbers the requests to the
 * client and pairs the answers. It lives as long as the request; what outlives that is the {@link ProtocolSession}.
 */
final class LegacyPeer implements Peer, AutoCloseable {
    /** People are asked, and the answer is held open meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration ROUND = Duration.ofSeconds(1);

    private static final Implementation UNNAMED =
            Implementation.builder("client", "0").build();
    private static final TypeRef<ObjectNode> OBJECT = new TypeRef<>() {};

    private final ProtocolSession session;
    private final Supplier<Mailbox.Inbox> opening;
    private final BooleanSupplier present;
    private final Progress reports;
    private final Outlet outlet;
    private final ObjectMapper mapper;
    private final LogLevel least;
    private final McpStreamableServerSession sdk;
    private final McpStreamableServerSessionStream stream;
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private Mailbox.@Nullable Inbox inbox;

    /**
     * @param exchange names the running request; the requests to the client carry it, and so do the answers
     * @param present whether there is still a session and a credential to wait for; asked every second
     * @param opening opens the exchange's inbox; done when something is first asked, because it costs a row
     */
    LegacyPeer(
            ProtocolSession session,
            String exchange,
            Supplier<Mailbox.Inbox> opening,
            BooleanSupplier present,
            Progress reports,
            Outlet outlet,
            ObjectMapper mapper) {
        this.session = session;
        this.opening = opening;
        this.present = present;
        this.reports = reports;
        this.outlet = outlet;
        this.mapper = mapper;
        // The specification leaves to us what is sent before a client has set a level.
        this.least = session.logLevel().flatMap(LogLevel::of).orElse(LogLevel.INFO);
        this.sdk = new McpStreamableServerSession(
                exchange, ClientCapabilities.builder().build(), UNNAMED, PATIENCE, Map.of(), Map.of());
        this.stream = sdk.responseStream(new Transport());
    }

    /** The exchange that the id of a request of ours carries. */
    static Optional<String> exchange(JsonNode id) {
        var text = id.textValue();
        var end = text == null ? -1 : text.lastIndexOf('-');
        return end <= 0 ? Optional.empty() : Optional.of(text.substring(0, end));
    }

    @Override
    public boolean can(Ability ability) {
        var since = switch (ability) {
            case ELICIT_FORM -> ProtocolVersions.MCP_2025_06_18;
            case ELICIT_URL -> ProtocolVersions.MCP_2025_11_25;
            case SAMPLE, LIST_ROOTS -> ProtocolVersions.MCP_2024_11_05;
        };
        // Revisions are dates, so they compare as text. Codex declares URL mode at a revision that has none.
        return session.revision().compareTo(since) >= 0 && ability.isDeclaredIn(session.capabilities());
    }

    @Override
    public void progress(double done, double total, Optional<String> message) {
        reports.report(done, total, message);
    }

    @Override
    public void log(LogLevel level, String logger, JsonNode data) {
        if (level.compareTo(least) >= 0) {
            outlet.send(LogLevel.message(level, logger, data));
        }
    }

    /**
     * Asks one thing after the other and waits for the answers. Whoever does not answer in time, or answers with an error, has
     * cancelled; so has who leaves.
     */
    Map<String, ObjectNode> ask(Map<String, InputRequest> requests) {
        if (inbox == null) {
            inbox = opening.get();
            inbox.onAnswer(this::answered);
        }
        var answers = new LinkedHashMap<String, ObjectNode>();
        requests.forEach((key, request) -> answers.put(key, ask(request)));
        return answers;
    }

    private ObjectNode ask(InputRequest request) {
        var params = request.params().deepCopy();
        params.remove("mode"); // only URLs have one here, and those are not asked but refused
        var answer = stream.sendRequest(request.method(), params, OBJECT).toFuture();
        try {
            while (present.getAsBoolean()) {
                try {
                    CompletableFuture.anyOf(answer, left).get(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                    return answer.isDone()
                            ? Objects.requireNonNullElseGet(answer.join(), LegacyPeer::cancelled)
                            : cancelled();
                } catch (TimeoutException notYet) {
                    // whether there is still somebody to wait for is looked at again
                }
            }
            return cancelled();
        } catch (ExecutionException | CompletionException refusedOrTooLate) {
            return cancelled();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return cancelled();
        } finally {
            answer.cancel(true);
        }
    }

    /** The client has gone, or has cancelled the request: it is not waited for any longer. */
    void leave() {
        left.complete(null);
    }

    private static ObjectNode cancelled() {
        return Json.object().put("action", "cancel");
    }

    @Override
    public void close() {
        if (inbox != null) {
            inbox.close();
        }
    }

    /** An answer of the client, from whichever node it came in at. */
    private void answered(ObjectNode message) {
        var id = message.path("id").textValue();
        var answer = message.path("result") instanceof ObjectNode result
                ? JSONRPCResponse.result(id, result)
                : JSONRPCResponse.error(id, error(message.path("error")));
        // An id under which nothing was asked, or was answered before, is the client's affair.
        sdk.accept(answer).onErrorComplete().block();
    }

    private static JSONRPCResponse.JSONRPCError error(JsonNode error) {
        return new JSONRPCResponse.JSONRPCError(
                error.path("code").asInt(), error.path("message").asText());
    }

    /** The present answer's stream, as the SDK sees it. */
    private final class Transport implements McpStreamableServerTransport {
        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromRunnable(() -> outlet.send(message));
        }

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
            return sendMessage(message);
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return mapper.convertValue(data, mapper.constructType(type.getType()));
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}

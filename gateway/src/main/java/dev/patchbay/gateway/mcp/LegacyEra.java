package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.gateway.call.CallerPresence;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.mcp.state.Mailbox;
import dev.patchbay.gateway.mcp.state.ProtocolSession;
import dev.patchbay.gateway.mcp.state.ProtocolSessions;
import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The revisions with an {@code initialize} handshake. What the handshake agreed is a row that every node can read; a client that
 * does not name it is served all the same, but can be asked nothing.
 */
@ApplicationScoped
class LegacyEra {
    /** Oldest first. 2024-11-05 is answered as far as streamable HTTP goes, because clients open with it and then speak newer. */
    static final List<String> REVISIONS = List.of(
            ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26,
            ProtocolVersions.MCP_2025_06_18,
            ProtocolVersions.MCP_2025_11_25);

    static final String INITIALIZE = "initialize";

    /** Operations that may have something to say or to ask before their answer. */
    private static final Set<String> TALKATIVE = Set.of("tools/call", "prompts/get", "resources/read");

    private static final int MOST_ROUNDS = 10;

    private final Methods methods;
    private final ProtocolSessions sessions;
    private final Mailbox mailbox;
    private final OpenQuestions questions;
    private final Answers answers;
    private final CallerPresence presence;
    private final ServerIdentity identity;
    private final Ids ids;
    private final ObjectMapper mapper;
    private volatile boolean stopping;

    LegacyEra(
            Methods methods,
            ProtocolSessions sessions,
            Mailbox mailbox,
            OpenQuestions questions,
            Answers answers,
            CallerPresence presence,
            ServerIdentity identity,
            Ids ids,
            ObjectMapper mapper) {
        this.methods = methods;
        this.sessions = sessions;
        this.mailbox = mailbox;
        this.questions = questions;
        this.answers = answers;
        this.presence = presence;
        this.identity = identity;
        this.ids = ids;
        this.mapper = mapper;
    }

    /** The stop waits for requests under way, and people may take minutes. */
    void stop(@Observes ShutdownDelayInitiatedEvent begun) {
        stopping = true;
    }

    Response open(Session session, Message.Request request, Answer form) {
        var params = request.params();
        var asked = params.path("protocolVersion").textValue();
        if (asked == null) {
            var refusal = new Reply.Refusal(
                    ErrorCodes.INVALID_PARAMS,
                    "\"params.protocolVersion\" must be one of " + String.join(", ", REVISIONS) + ".");
            return answers.whole(form, Verdict.error(Response.Status.OK, request.id(), refusal));
        }
        var agreed = REVISIONS.contains(asked) ? asked : REVISIONS.getLast();
        var opened = sessions.open(session, agreed, object(params, "capabilities"), object(params, "clientInfo"));
        var result = InitializeResult.builder(agreed, methods.capabilities(), identity.implementation())
                .instructions(methods.instructions())
                .build();
        return answers.whole(form, Verdict.result(request.id(), result).opening(opened.id()));
    }

    Response answer(
            Session session,
            Optional<ProtocolSession> known,
            Message.Request request,
            Supplier<Optional<Session>> held,
            Answer form,
            boolean takesStream) {
        if (known.isEmpty() || !TALKATIVE.contains(request.method())) {
            return answers.whole(form, verdict(request, plain(session, known, held, request)));
        }
        if (takesStream) {
            return answers.talking(form, request.id(), outlet -> withPeer(session, known.get(), held, request, outlet));
        }
        try (var _ = mailbox.running(session.tenant(), known.get().id(), request.id(), presence.leaving())) {
            return answers.whole(form, verdict(request, plain(session, known, held, request)));
        }
    }

    /** Without anybody who could be told or asked anything. */
    private Reply plain(
            Session session,
            Optional<ProtocolSession> known,
            Supplier<Optional<Session>> held,
            Message.Request request) {
        return switch (request.method()) {
            case "ping" -> new Reply.Result(Map.of());
            case "logging/setLevel" -> level(known, request.params());
            default ->
                methods.offered().contains(request.method())
                        ? rounds(
                                ClientRequest.first(session, request.method(), request.params(), Nobody.PEER),
                                held,
                                ignored -> Optional.of(Map.of()))
                        : new Reply.Refusal(ErrorCodes.METHOD_NOT_FOUND, notOffered(request.method()));
        };
    }

    private Reply level(Optional<ProtocolSession> known, ObjectNode params) {
        var level = LogLevel.of(params.path("level").asText());
        if (level.isEmpty()) {
            return new Reply.Refusal(
                    ErrorCodes.INVALID_PARAMS,
                    "\"params.level\" must be one of debug, info, notice, warning, error, critical, alert, emergency.");
        }
        if (known.isEmpty()) {
            return new Reply.Refusal(
                    ErrorCodes.INVALID_REQUEST,
                    "Send the Mcp-Session-Id of your initialize: the level is kept with it.");
        }
        sessions.logLevel(known.get(), level.get().word());
        return new Reply.Result(Map.of());
    }

    private Verdict withPeer(
            Session session,
            ProtocolSession known,
            Supplier<Optional<Session>> held,
            Message.Request request,
            Outlet outlet) {
        var exchange = ids.next(Ids.Kind.EXCHANGE);
        try (var peer = new LegacyPeer(
                        known,
                        exchange,
                        () -> mailbox.open(known.tenant(), place(known, exchange)),
                        () -> !stopping && isOpen(session, known) && held.get().isPresent(),
                        Progress.of(request.params(), outlet),
                        outlet,
                        mapper);
                var _ = mailbox.running(session.tenant(), known.id(), request.id(), presence.leaving());
                var _ = presence.whenGone(peer::leave)) {
            return verdict(
                    request,
                    rounds(
                            ClientRequest.first(session, request.method(), request.params(), peer),
                            held,
                            asked -> questions.during(known, () -> peer.ask(asked))));
        }
    }

    private boolean isOpen(Session session, ProtocolSession known) {
        return sessions.find(session, known.id()).isPresent();
    }

    /** Only who was asked can answer: whoever else has learnt the id of a question is another protocol session (SEC-24). */
    private static String place(ProtocolSession known, String exchange) {
        return known.id() + " " + exchange;
    }

    /**
     * Performs a request as often as it needs answers of the client; {@code ask} gets them. People take their time, so what the
     * session allows, and whether the caller may still use it, is looked at anew after each answer (R21, R61).
     */
    private Reply rounds(
            ClientRequest first,
            Supplier<Optional<Session>> held,
            Function<Map<String, InputRequest>, Optional<Map<String, ObjectNode>>> ask) {
        var request = first;
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var reply = methods.perform(request);
            if (!(reply instanceof Reply.InputNeeded(var needed, var state))) {
                return reply;
            }
            var impossible = impossible(request.peer(), needed);
            if (impossible.isPresent()) {
                return impossible.get();
            }
            var answers = ask.apply(needed);
            if (answers.isEmpty()) {
                return new Reply.Refusal(
                        ErrorCodes.INVALID_REQUEST,
                        "The user could not be asked, because too many questions are open or the gateway's database is away;"
                                + " nothing was sent.");
            }
            var present = held.get();
            if (present.isEmpty()) {
                return new Reply.Refusal(
                        ErrorCodes.INVALID_REQUEST,
                        "While the user was asked, the session or the credential of this request ended; nothing was sent.");
            }
            request = request.in(present.get()).answered(answers.get(), state, () -> true);
        }
        return new Reply.Refusal(
                ErrorCodes.INTERNAL_ERROR, "After " + MOST_ROUNDS + " rounds of questions there are more; given up.");
    }

    /** Addresses are not asked for but named in an error (2025-11-25, "URL Elicitation Required"). */
    private Optional<Reply> impossible(Peer peer, Map<String, InputRequest> requests) {
        var lacking = requests.values().stream()
                .map(InputRequest::ability)
                .filter(ability -> !peer.can(ability))
                .findFirst();
        if (lacking.isPresent()) {
            return Optional.of(new Reply.Refusal(
                    ErrorCodes.INVALID_REQUEST,
                    "This needs a client that declares " + lacking.get().asCapability()
                            + " with initialize and sends the Mcp-Session-Id it was given."));
        }
        var data = Json.object();
        var urls = data.putArray("elicitations");
        requests.values().stream()
                .filter(request -> request.ability() == Ability.ELICIT_URL)
                .forEach(request ->
                        urls.add(request.params().deepCopy().put("elicitationId", ids.next(Ids.Kind.EXCHANGE))));
        return urls.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reply.Refusal(
                        ErrorCodes.URL_ELICITATION_REQUIRED,
                        "The user has to open a page first; then send the request again.",
                        Optional.of(data)));
    }

    /** Whoever asks for a protocol session that is not there is to begin again (2025-11-25, "Session Management"). */
    Optional<ProtocolSession> find(Session session, String id) {
        return sessions.find(session, id);
    }

    boolean end(Session session, String id) {
        return sessions.end(session, id);
    }

    void notified(Session session, ProtocolSession known, Message.Notification notification) {
        var id = notification.params().path("requestId");
        if (notification.method().equals("notifications/cancelled") && (id.isTextual() || id.isIntegralNumber())) {
            mailbox.cancel(session.tenant(), known.id(), id);
        }
    }

    void answered(ProtocolSession known, Message.Answer answer) {
        LegacyPeer.exchange(answer.id())
                .ifPresent(exchange -> mailbox.deliver(known.tenant(), place(known, exchange), answer.message()));
    }

    private static Verdict verdict(Message.Request request, Reply reply) {
        return switch (reply) {
            case Reply.Result(var value) -> Verdict.result(request.id(), value);
            case Reply.Refusal refusal -> Verdict.error(Response.Status.OK, request.id(), refusal);
            case Reply.InputNeeded ignored -> throw new IllegalStateException("all rounds are over");
        };
    }

    private static ObjectNode object(ObjectNode params, String member) {
        return params.path(member) instanceof ObjectNode object ? object : Json.object();
    }

    static String notOffered(String method) {
        return "This server does not offer the method "
                + (method.length() > 60 ? method.substring(0, 60) + "…" : method) + ".";
    }
}

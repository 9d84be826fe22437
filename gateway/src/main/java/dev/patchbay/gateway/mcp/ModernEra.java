package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.mcp.state.RequestStates;
import dev.patchbay.gateway.session.Session;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Revision 2026-07-28: every request stands alone and says in its metadata what a handshake said before. The Java SDK does not
 * speak it, so this is our own; nothing is kept between requests but what the client carries, sealed (ADR 0005).
 */
@ApplicationScoped
class ModernEra {
    static final String REVISION = "2026-07-28";

    /** Every revision of every era, the newest first. */
    static final List<String> SPOKEN = spoken();

    private static final String DISCOVER = "server/discover";
    static final String LISTEN = "subscriptions/listen";

    /** Of the older eras only; here the metadata of each request, and {@link #LISTEN}, take their place. */
    private static final Set<String> GONE = Set.of("resources/subscribe", "resources/unsubscribe");
    /** The requests that may need several rounds ("Multi Round-Trip Requests"). */
    private static final Set<String> ROUNDS = Set.of("tools/call", "prompts/get", "resources/read");

    private static final int MOST_INPUTS = 20;

    /** How long an answer stays good. Whoever wants to know of changes sooner listens; what is read changes without a word. */
    private static final Map<String, Duration> LASTS = Map.of(
            DISCOVER,
            Duration.ofHours(1),
            "tools/list",
            Duration.ofMinutes(1),
            "prompts/list",
            Duration.ofMinutes(10),
            "resources/templates/list",
            Duration.ofHours(1),
            "resources/list",
            Duration.ZERO,
            "resources/read",
            Duration.ZERO);

    private final Methods methods;
    private final RequestStates states;
    private final Answers answers;
    private final ObjectMapper mapper;
    private final Set<String> known;
    private final ObjectNode serverInfo;

    ModernEra(Methods methods, RequestStates states, Answers answers, ServerIdentity identity, ObjectMapper mapper) {
        this.methods = methods;
        this.states = states;
        this.answers = answers;
        this.mapper = mapper;
        this.known = known(methods.offered());
        this.serverInfo = mapper.valueToTree(identity.implementation());
    }

    private static Set<String> known(Set<String> offered) {
        var known = new HashSet<>(offered);
        known.removeAll(GONE);
        known.add(DISCOVER);
        known.add(LISTEN);
        return Set.copyOf(known);
    }

    private static List<String> spoken() {
        var all = new ArrayList<>(LegacyEra.REVISIONS);
        all.add(REVISION);
        return List.copyOf(all.reversed());
    }

    /**
     * Whether a request is of this era, or of a later one than we know: by its header or its metadata, whichever says so. A
     * handshake is not, whatever its header says: nothing is agreed before it.
     */
    static boolean claims(RequestHeaders headers, Message.Request request) {
        return ModernMeta.of(request.params()).isModern()
                || (claims(headers) && !request.method().equals(LegacyEra.INITIALIZE));
    }

    static boolean claims(RequestHeaders headers) {
        return headers.has(HttpHeaders.PROTOCOL_VERSION)
                && headers.value(HttpHeaders.PROTOCOL_VERSION)
                        .filter(LegacyEra.REVISIONS::contains)
                        .isEmpty();
    }

    /** Every operation of this era. */
    Set<String> known() {
        return known;
    }

    /** For a request that has passed the {@link ModernChecks}, and is not one to listen. */
    Response answer(Session session, Message.Request request, Answer form, boolean takesStream) {
        var meta = ModernMeta.of(request.params());
        var talks = takesStream
                && (Progress.token(request.params()).isPresent()
                        || !meta.logLevel().isMissingNode());
        return talks
                ? answers.talking(form, request.id(), outlet -> perform(session, request, meta, outlet))
                : answers.whole(form, perform(session, request, meta, Outlet.CLOSED));
    }

    /** What whoever sends {@link #LISTEN} hears of: of what it asks for, the lists that can change. */
    Announcer announcer(Message.Request request) {
        var asked = request.params().path("notifications");
        var wanted = Stream.of(Announcer.TOOLS, Announcer.PROMPTS, Announcer.RESOURCES)
                .filter(list -> asked.path(Announcer.Modern.flag(list)).asBoolean())
                .filter(this::changes)
                .collect(Collectors.toUnmodifiableSet());
        var result = Json.object().put("resultType", "complete");
        result.set("_meta", ModernMeta.subscription(request.id()));
        return new Announcer.Modern(request.id(), wanted, JsonRpc.result(request.id(), identified(result)));
    }

    private boolean changes(String list) {
        return mapper.valueToTree(methods.capabilities())
                .path(list)
                .path("listChanged")
                .asBoolean();
    }

    private Verdict perform(Session session, Message.Request request, ModernMeta meta, Outlet outlet) {
        var reply = request.method().equals(DISCOVER)
                ? new Reply.Result(discovered())
                : performed(session, request, peer(request.params(), meta, outlet));
        return switch (reply) {
            case Reply.Result(var value) -> Verdict.result(request.id(), complete(request.method(), value));
            case Reply.InputNeeded needed -> {
                var missing = needed.requests().values().stream()
                        .map(InputRequest::ability)
                        .filter(ability ->
                                !ability.isDeclaredIn(meta.capabilities().orElseGet(Json::object)))
                        .findFirst();
                yield missing.isPresent()
                        ? refused(request, lacking(missing.get()))
                        : Verdict.result(request.id(), asking(session, request, needed));
            }
            case Reply.Refusal refusal -> refused(request, refusal);
        };
    }

    private static Peer peer(ObjectNode params, ModernMeta meta, Outlet outlet) {
        return new ModernPeer(
                meta.capabilities().orElseGet(Json::object),
                LogLevel.of(meta.logLevel().asText()),
                Progress.of(params, outlet),
                outlet);
    }

    private Reply performed(Session session, Message.Request request, Peer peer) {
        var params = request.params();
        var first = ClientRequest.first(session, request.method(), params, peer);
        if (!ROUNDS.contains(request.method()) || !(params.has("inputResponses") || params.has("requestState"))) {
            return methods.perform(first);
        }
        var given = params.path("inputResponses");
        if (!given.isMissingNode() && (!given.isObject() || given.size() > MOST_INPUTS)) {
            return new Reply.Refusal(
                    ErrorCodes.INVALID_PARAMS,
                    "\"params.inputResponses\" must be an object of at most " + MOST_INPUTS + " answers.");
        }
        var inputs = new HashMap<String, ObjectNode>();
        given.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode answer) {
                inputs.put(entry.getKey(), answer);
            }
        });
        if (!params.has("requestState")) {
            return methods.perform(first.answered(inputs, Json.object(), () -> true));
        }
        return states.open(
                        session,
                        request.method(),
                        params,
                        params.path("requestState").asText())
                .map(opened ->
                        methods.perform(first.answered(inputs, opened.state(), () -> states.redeem(session, opened))))
                .orElseGet(() -> new Reply.Refusal(
                        ErrorCodes.INVALID_PARAMS,
                        "\"params.requestState\" is not one of this request, or has expired; send the request anew"
                                + " without it."));
    }

    private Verdict refused(Message.Request request, Reply.Refusal refusal) {
        var status = refusal.code() == JsonRpc.MISSING_CAPABILITY ? Status.BAD_REQUEST : Status.OK;
        // This revision knows no code of its own for it.
        var told = refusal.code() == ErrorCodes.RESOURCE_NOT_FOUND
                ? new Reply.Refusal(ErrorCodes.INVALID_PARAMS, refusal.message(), refusal.data())
                : refusal;
        return Verdict.error(status, request.id(), told);
    }

    private static Reply.Refusal lacking(Ability ability) {
        var data = Json.object();
        data.set("requiredCapabilities", ability.asCapability());
        return new Reply.Refusal(
                JsonRpc.MISSING_CAPABILITY,
                "This needs a client that declares " + ability.asCapability() + ".",
                Optional.of(data));
    }

    private ObjectNode discovered() {
        var result = Json.object();
        SPOKEN.forEach(result.putArray("supportedVersions")::add);
        result.set("capabilities", mapper.valueToTree(methods.capabilities()));
        return result.put("instructions", methods.instructions());
    }

    private ObjectNode asking(Session session, Message.Request request, Reply.InputNeeded needed) {
        var result = Json.object();
        if (!needed.requests().isEmpty()) {
            var asked = result.putObject("inputRequests");
            needed.requests()
                    .forEach((key, input) ->
                            asked.putObject(key).put("method", input.method()).set("params", input.params()));
        }
        if (!needed.state().isEmpty() || needed.requests().isEmpty()) {
            result.put("requestState", states.seal(session, request.method(), request.params(), needed.state()));
        }
        return identified(result.put("resultType", "input_required"));
    }

    private ObjectNode complete(String method, Object value) {
        ObjectNode result = mapper.valueToTree(value);
        if (!result.has("resultType")) {
            result.put("resultType", "complete");
        }
        var lasts = LASTS.get(method);
        if (lasts != null) {
            // A session's address is one user's, so nothing here may be shared between tokens.
            result.put("ttlMs", lasts.toMillis()).put("cacheScope", "private");
        }
        return identified(result);
    }

    private ObjectNode identified(ObjectNode result) {
        var meta = result.path("_meta") instanceof ObjectNode present ? present : result.putObject("_meta");
        meta.set(ModernMeta.SERVER_INFO, serverInfo);
        return result;
    }
}

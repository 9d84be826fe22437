package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.databind.node.NullNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.mcp.state.ProtocolSession;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.gateway.tenancy.SessionAccess;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A session's MCP address: streamable HTTP for the revisions of both eras (ADR 0005).
 *
 * <p>One message per POST. Answers are JSON, or a stream of events where something is said before the answer; a client that
 * takes only, or prefers, a stream gets its answer as the one event of it. GET is where a client of an older era listens for
 * changes, DELETE how it ends its protocol session.
 */
@Path("/tool_router/{generation: (v3/)?}{session}/mcp")
@Accepts({Credential.API_KEY, Credential.SESSION_TOKEN})
@Tag(name = "MCP")
@RunOnVirtualThread
class McpResource {
    private static final String SESSION = io.modelcontextprotocol.spec.HttpHeaders.MCP_SESSION_ID;

    private final SessionAccess sessions;
    private final LegacyEra legacy;
    private final ModernEra modern;
    private final ModernChecks checks;
    private final Listeners listeners;
    private final Answers answers;

    McpResource(
            SessionAccess sessions,
            LegacyEra legacy,
            ModernEra modern,
            ModernChecks checks,
            Listeners listeners,
            Answers answers) {
        this.sessions = sessions;
        this.legacy = legacy;
        this.modern = modern;
        this.checks = checks;
        this.listeners = listeners;
        this.answers = answers;
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(summary = "One JSON-RPC message of the Model Context Protocol")
    public Response post(@PathParam("session") String sessionId, @Context HttpHeaders given, byte[] body) {
        var session = open(sessionId);
        var headers = new RequestHeaders(given);
        if (!isJson(given.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
            return refuse(Status.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json.");
        }
        var form = Answer.preferredBy(given.getHeaderString(HttpHeaders.ACCEPT));
        if (form == Answer.NONE) {
            return refuse(Status.NOT_ACCEPTABLE, "Accept must admit application/json or text/event-stream.");
        }
        return switch (Message.read(body)) {
            case Message.Malformed(var id, var code, var problem) ->
                answers.whole(form, Verdict.error(Status.BAD_REQUEST, id, new Reply.Refusal(code, problem)));
            case Message.Request request ->
                ModernEra.claims(headers, request)
                        ? modern(session, request, headers, form)
                        : legacy(session, request, headers, form);
            case Message.Notification notification ->
                ModernEra.claims(headers)
                        ? accepted() // of this era none is defined; clients close a request's answer to cancel it
                        : withSession(session, headers, known -> {
                            known.ifPresent(of -> legacy.notified(session, of, notification));
                            return accepted();
                        });
            case Message.Answer answer ->
                withSession(session, headers, known -> {
                    known.ifPresent(of -> legacy.answered(of, answer));
                    return accepted();
                });
        };
    }

    private Response modern(Session session, Message.Request request, RequestHeaders headers, Answer form) {
        var refusal = checks.refusal(session, request, headers, modern.known(), ModernEra.SPOKEN);
        if (refusal.isPresent()) {
            return answers.whole(form, refusal.get());
        }
        var takesStream = takesStream(headers);
        if (!request.method().equals(ModernEra.LISTEN)) {
            return modern.answer(session, request, form, takesStream);
        }
        return takesStream
                ? stream(session, modern.announcer(request))
                : refuse(Status.NOT_ACCEPTABLE, "Accept must admit text/event-stream: the answer is a stream.");
    }

    private Response legacy(Session session, Message.Request request, RequestHeaders headers, Answer form) {
        // During the handshake nothing is agreed yet, and clients send anything (reference: conformance suite).
        if (request.method().equals(LegacyEra.INITIALIZE)) {
            return legacy.open(session, request, form);
        }
        return withSession(
                session,
                headers,
                known -> legacy.answer(session, known, request, sessions.held(session), form, takesStream(headers)));
    }

    /** Says when the session's tools have changed, and nothing else: answers go with their requests. */
    @GET
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(summary = "A stream of notifications")
    public Response listen(@PathParam("session") String sessionId, @Context HttpHeaders given) {
        var session = open(sessionId);
        var headers = new RequestHeaders(given);
        if (ModernEra.claims(headers)) {
            return notOffered("Since 2026-07-28 clients listen with the method " + ModernEra.LISTEN + ".", "POST");
        }
        if (!takesStream(headers)) {
            return refuse(Status.NOT_ACCEPTABLE, "Accept must admit text/event-stream; messages are sent by POST.");
        }
        return withSession(session, headers, ignored -> stream(session, new Announcer.Legacy()));
    }

    @DELETE
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(summary = "Ends a protocol session")
    public Response end(@PathParam("session") String sessionId, @Context HttpHeaders given) {
        var session = open(sessionId);
        var headers = new RequestHeaders(given);
        var id = headers.value(SESSION);
        if (ModernEra.claims(headers) || id.isEmpty()) {
            return notOffered("There is no protocol session to end: the request names none.", "GET, POST");
        }
        return legacy.end(session, id.get()) ? Response.noContent().build() : unknownSession();
    }

    /** With the protocol session that a request names, if it names one. */
    private Response withSession(
            Session session, RequestHeaders headers, Function<Optional<ProtocolSession>, Response> answer) {
        if (!headers.has(SESSION)) {
            return answer.apply(Optional.empty());
        }
        var known = headers.value(SESSION).flatMap(id -> legacy.find(session, id));
        return known.isEmpty() ? unknownSession() : answer.apply(known);
    }

    private Response stream(Session session, Announcer announcer) {
        return Answers.stream(Status.OK)
                .entity(listeners.of(session, sessions.held(session), announcer))
                .build();
    }

    private Session open(String id) {
        return sessions.open(id)
                .orElseThrow(() -> new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session."));
    }

    private static boolean takesStream(RequestHeaders headers) {
        return Answer.takesStream(headers.all().getHeaderString(HttpHeaders.ACCEPT));
    }

    private static Response accepted() {
        return Response.accepted().build();
    }

    /** Clients begin again when they are told so (2025-11-25, "Session Management"). */
    private Response unknownSession() {
        return refuse(Status.NOT_FOUND, "This Mcp-Session-Id is unknown or has ended; send initialize again.");
    }

    private Response refuse(Status status, String problem) {
        return answers.whole(
                Answer.JSON,
                Verdict.error(status, NullNode.getInstance(), new Reply.Refusal(ErrorCodes.INVALID_REQUEST, problem)));
    }

    private Response notOffered(String problem, String offered) {
        return Response.fromResponse(refuse(Status.METHOD_NOT_ALLOWED, problem))
                .header("Allow", offered)
                .build();
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            var type = MediaType.valueOf(contentType);
            return type.getType().equalsIgnoreCase("application")
                    && type.getSubtype().equalsIgnoreCase("json");
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}

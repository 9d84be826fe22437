package dev.patchbay.gateway.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.tenancy.Accepts;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.gateway.tenancy.SessionAccess;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A session's MCP address: streamable HTTP without protocol sessions (specification 2025-11-25, "Transports").
 *
 * <p>One message per POST. Answers are JSON; a client that takes only, or prefers, an event stream gets the same answer as
 * its one event. GET listens for changes of the session's tools. There is no protocol session to end, so DELETE is 405, which
 * the specification provides for.
 */
@Path("/tool_router/{generation: (v3/)?}{session}/mcp")
@Accepts({Credential.API_KEY, Credential.SESSION_TOKEN})
@Tag(name = "MCP")
@RunOnVirtualThread
class McpResource {
    private final SessionAccess sessions;
    private final LegacyEra legacy;
    private final Listeners listeners;
    private final ObjectMapper mapper;

    McpResource(SessionAccess sessions, LegacyEra legacy, Listeners listeners, ObjectMapper mapper) {
        this.listeners = listeners;
        this.sessions = sessions;
        this.legacy = legacy;
        this.mapper = mapper;
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(summary = "One JSON-RPC message of the Model Context Protocol")
    public Response post(
            @PathParam("session") String sessionId,
            @HeaderParam("Content-Type") @Nullable String contentType,
            @HeaderParam("Accept") @Nullable String accept,
            @HeaderParam(HttpHeaders.PROTOCOL_VERSION) @Nullable String revision,
            byte[] body) {
        var session = open(sessionId);
        if (!isJson(contentType)) {
            return refuse(Status.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json.");
        }
        var answer = Answer.preferredBy(accept);
        if (answer == Answer.NONE) {
            return refuse(Status.NOT_ACCEPTABLE, "Accept must admit application/json or text/event-stream.");
        }
        return switch (Message.read(body)) {
            case Message.Malformed(var id, var code, var problem) ->
                error(Status.BAD_REQUEST, answer, id, new Reply.Refusal(code, problem));
            case Message.Notification ignored -> Response.accepted().build();
            case Message.Answer() -> Response.accepted().build();
            case Message.Request request -> request(session, request, revision, answer);
        };
    }

    /** Says when the session's tools have changed, and nothing else: answers go with their requests. */
    @GET
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(summary = "A stream of notifications")
    public Response listen(@PathParam("session") String sessionId, @HeaderParam("Accept") @Nullable String accept) {
        var session = open(sessionId);
        if (!Answer.takesStream(accept)) {
            return refuse(Status.NOT_ACCEPTABLE, "Accept must admit text/event-stream; messages are sent by POST.");
        }
        return Response.ok(listeners.of(session, sessions.held(session)))
                .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no")
                .build();
    }

    @DELETE
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(hidden = true)
    public Response end(@PathParam("session") String sessionId) {
        open(sessionId);
        return notOffered();
    }

    private Session open(String id) {
        return sessions.open(id)
                .orElseThrow(() -> new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session."));
    }

    private Response request(Session session, Message.Request request, @Nullable String revision, Answer answer) {
        // During the handshake the header is not agreed yet, and clients send anything (reference: conformance suite).
        var agreed =
                revision == null || request.method().equals("initialize") || LegacyEra.REVISIONS.contains(revision);
        if (!agreed) {
            // A plain "invalid request", because a client of a newer era takes this as the sign to fall back to
            // initialize.
            return error(
                    Status.BAD_REQUEST,
                    answer,
                    request.id(),
                    new Reply.Refusal(
                            ErrorCodes.INVALID_REQUEST,
                            "Unsupported MCP-Protocol-Version. Supported: " + String.join(", ", LegacyEra.REVISIONS)
                                    + "."));
        }
        return switch (legacy.perform(session, request.method(), request.params())) {
            case Reply.Result(var value) -> ok(answer, JSONRPCResponse.result(plain(request.id()), value));
            case Reply.Refusal error -> error(Status.OK, answer, request.id(), error);
        };
    }

    private Response error(Status status, Answer answer, JsonNode id, Reply.Refusal error) {
        var message = mapper.createObjectNode().put("jsonrpc", "2.0");
        message.set("id", id);
        message.putObject("error").put("code", error.code()).put("message", error.message());
        return answer(status, answer, message.toString());
    }

    private Response ok(Answer answer, JSONRPCResponse message) {
        try {
            return answer(Status.OK, answer, mapper.writeValueAsString(message));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a result of ours does not serialise", impossible);
        }
    }

    private static Response answer(Status status, Answer answer, String json) {
        return switch (answer) {
            case JSON, NONE ->
                Response.status(status)
                        .type(MediaType.APPLICATION_JSON_TYPE)
                        .entity(bytes(json))
                        .build();
            case EVENT_STREAM ->
                Response.status(status)
                        .type(MediaType.SERVER_SENT_EVENTS_TYPE)
                        .header("Cache-Control", "no-cache")
                        .header("X-Accel-Buffering", "no")
                        .entity(bytes("event: message\ndata: " + json + "\n\n"))
                        .build();
        };
    }

    private Response refuse(Status status, String problem) {
        return error(status, Answer.JSON, mapper.nullNode(), new Reply.Refusal(ErrorCodes.INVALID_REQUEST, problem));
    }

    private Response notOffered() {
        return Response.fromResponse(refuse(
                        Status.METHOD_NOT_ALLOWED,
                        "This server keeps no protocol session that could be ended; just go."))
                .header("Allow", "GET, POST")
                .build();
    }

    private static Object plain(JsonNode id) {
        return id.isTextual() ? id.textValue() : id.numberValue();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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

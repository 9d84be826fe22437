package dev.patchbay.gateway.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.tenancy.DatabaseUnavailableException;
import dev.patchbay.gateway.audit.ActsCommitted;
import dev.patchbay.gateway.audit.AuditUnavailable;
import dev.patchbay.gateway.limits.RequestCount;
import dev.patchbay.gateway.limits.TooManyRequests;
import dev.patchbay.gateway.session.StaleRules;
import dev.patchbay.gateway.tenancy.AuthenticationFailed;
import dev.patchbay.gateway.tenancy.Caller;
import dev.patchbay.gateway.tenancy.ForeignOrigin;
import dev.patchbay.gateway.tenancy.OutOfScope;
import dev.patchbay.gateway.tenancy.Unauthenticated;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The one place where what ends a request early becomes an answer: the wire contract's error envelope (section 3.4), on MCP
 * addresses a JSON-RPC error, in the administration problem details. Nothing of an unexpected exception reaches the caller but
 * the id under which it is logged.
 */
public class Errors {
    public static final String MCP_PATHS = "/tool_router/";
    private static final String ADMIN_PATHS = "/api/admin/";

    private static final Logger LOG = Logger.getLogger(Errors.class);

    private final RefusedCredentials refusedCredentials;
    private final RequestCount requests;
    private final ActsCommitted acts;

    Errors(RefusedCredentials refusedCredentials, RequestCount requests, ActsCommitted acts) {
        this.refusedCredentials = refusedCredentials;
        this.requests = requests;
        this.acts = acts;
    }

    @ServerExceptionMapper
    public Response expected(ApiError error, UriInfo uri) {
        var answer = answer(error.kind().status(), error, uri);
        return (error.kind().isFinal() ? answer.header("x-should-retry", "false") : answer).build();
    }

    @ServerExceptionMapper
    public Response unauthenticated(
            Unauthenticated refusal, UriInfo uri, ContainerRequestContext request, ResourceInfo resource) {
        refusedCredentials.count(refusal, request, resource);
        var challenge = "Bearer realm=\"patchbay\"" + (refusal.tokenRefused() ? ", error=\"invalid_token\"" : "");
        return answer(401, new ApiError(ErrorKind.UNAUTHORIZED, text(refusal)), uri)
                .header("WWW-Authenticate", challenge)
                .build();
    }

    @ServerExceptionMapper
    public Response foreign(
            ForeignOrigin refusal, UriInfo uri, ContainerRequestContext request, ResourceInfo resource) {
        refusedCredentials.count(refusal, request, resource);
        return answer(403, new ApiError(ErrorKind.FOREIGN_ORIGIN, text(refusal)), uri)
                .build();
    }

    /** 400 rather than 409, because the SDK repeats a 409 by itself (contract 1.5). */
    @ServerExceptionMapper
    public Response stale(StaleRules session, UriInfo uri) {
        var error = new ApiError(
                ErrorKind.SESSION_OUTDATED,
                "[Session Restriction] The rules of this session name what this release does not have, so it runs nothing: "
                        + String.join("; ", session.problems()) + ".",
                "Change the session's configuration (PATCH) so that it names only what there is, or make a new session.",
                session.problems());
        return answer(400, error, uri).build();
    }

    @ServerExceptionMapper
    public Response outOfScope(
            OutOfScope refusal, UriInfo uri, ContainerRequestContext request, ResourceInfo resource) {
        refusedCredentials.count(refusal, request, resource);
        if (refusal.caller() instanceof Caller.OfTenant of) {
            requests.count(of.tenant()); // refused before it came to that
        }
        return answer(403, new ApiError(ErrorKind.OUT_OF_SCOPE, text(refusal)), uri)
                .build();
    }

    @ServerExceptionMapper
    public Response tooMany(TooManyRequests refusal, UriInfo uri) {
        var error = new ApiError(
                ErrorKind.RATE_LIMITED,
                text(refusal),
                "Wait " + refusal.seconds()
                        + " seconds; an operator can raise patchbay.rate-limit.requests-per-minute.",
                List.of());
        return answer(429, error, uri).header("Retry-After", refusal.seconds()).build();
    }

    @ServerExceptionMapper
    public Response unknownCaller(AuthenticationFailed failure, UriInfo uri) {
        LOG.error("a caller could not be authenticated", failure);
        var error = new ApiError(
                ErrorKind.UNAVAILABLE,
                "The gateway cannot find out who is calling; nothing was done.",
                "Try again.",
                List.of());
        return answer(503, error, uri).header("Retry-After", 2).build();
    }

    @ServerExceptionMapper
    public Response unrecorded(AuditUnavailable refusal, UriInfo uri) {
        LOG.error("an act could not be recorded", refusal);
        return unavailable("This could not be recorded, so it was not done.", uri);
    }

    @ServerExceptionMapper
    public Response unreachable(DatabaseUnavailableException outage, UriInfo uri) {
        LOG.error("the database cannot be reached", outage);
        return unavailable("The gateway cannot reach its database; nothing was done.", uri);
    }

    /** @param undone what to say where nothing was done */
    private Response unavailable(String undone, UriInfo uri) {
        if (acts.isAny()) {
            var error = new ApiError(
                    ErrorKind.UNAVAILABLE,
                    "The gateway could not finish this: a first part of it was done, a later one was not.",
                    "Read what it made or changed before doing it again.",
                    List.of());
            return answer(503, error, uri).build();
        }
        var error = new ApiError(ErrorKind.UNAVAILABLE, undone, "Try again.", List.of());
        return answer(503, error, uri).header("Retry-After", 2).build();
    }

    /** What the framework itself refuses: no such route, wrong method, wrong media type. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException refusal, UriInfo uri) {
        var status = refusal.getResponse().getStatus();
        var answer = answer(status, frameworkError(status), uri);
        var allow = refusal.getResponse().getHeaderString("Allow");
        return allow == null ? answer.build() : answer.header("Allow", allow).build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable bug, UriInfo uri) {
        LOG.error("unexpected failure while answering a request", bug);
        return answer(
                        500,
                        new ApiError(
                                ErrorKind.INTERNAL,
                                "Something went wrong inside the gateway. It is logged under this request id.",
                                "Try again; if it stays, give the operator the request id.",
                                List.of()),
                        uri)
                .build();
    }

    static ObjectNode beforeRouting(int status, boolean mcp) {
        return mcp ? jsonRpc(frameworkError(status)) : envelope(status, frameworkError(status));
    }

    static ObjectNode beforeRouting(int status, String problem, boolean mcp) {
        var error = new ApiError(ErrorKind.OTHER, problem);
        return mcp ? jsonRpc(error) : envelope(status, error);
    }

    private static ApiError frameworkError(int status) {
        return switch (status) {
            case 400 ->
                new ApiError(
                        ErrorKind.OTHER,
                        "The request cannot be read: it needs a Host header, a valid address and valid headers (Content-Type among them).");
            case 404 -> new ApiError(ErrorKind.NOT_FOUND, "There is nothing at this address.");
            case 405 -> new ApiError(ErrorKind.OTHER, "This method is not offered at this address.");
            case 413 ->
                new ApiError(
                        ErrorKind.OTHER,
                        "The body is too large; at most 1 MB is accepted. Larger files go through POST /api/v3.1/files/upload/request.");
            case 415 -> new ApiError(ErrorKind.OTHER, "The body must be JSON: send Content-Type: application/json.");
            case 406 -> new ApiError(ErrorKind.OTHER, "Only application/json can be answered here.");
            default -> new ApiError(ErrorKind.OTHER, "The request was refused (HTTP " + status + ").");
        };
    }

    private static Response.ResponseBuilder answer(int status, ApiError error, UriInfo uri) {
        if (uri.getPath().startsWith(ADMIN_PATHS)) {
            return Response.status(status)
                    .type("application/problem+json")
                    .entity(problem(status, error).toString());
        }
        var mcp = uri.getPath().startsWith(MCP_PATHS);
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity((mcp ? jsonRpc(error) : envelope(status, error)).toString());
    }

    /** The status for an error of the REST edge. */
    public static int status(ApiError error) {
        return error.kind().status();
    }

    /** The body for an error, with its own status. */
    public static ObjectNode envelope(ApiError error) {
        return envelope(status(error), error);
    }

    /** The body for an error of this status. */
    public static ObjectNode envelope(int status, ApiError error) {
        var document = JsonNodeFactory.instance.objectNode();
        var body = document.putObject("error");
        body.put("message", text(error));
        body.put("code", error.kind().code());
        body.put("slug", error.kind().slug());
        body.put("status", status);
        if (MDC.get(RequestLog.REQUEST_ID) instanceof String id) {
            body.put("request_id", id);
        }
        body.put("suggested_fix", error.fix());
        if (!error.errors().isEmpty()) {
            var list = body.putArray("errors");
            error.errors().forEach(list::add);
        }
        if (error.kind() == ErrorKind.RATE_LIMITED) {
            document.put("message", text(error)); // where SDKs look for it (contract 21)
        }
        return document;
    }

    /** Problem details (RFC 9457). Of type about:blank, so the title is the status's; what it is in particular, {@code code} says. */
    private static ObjectNode problem(int status, ApiError error) {
        var document = JsonNodeFactory.instance.objectNode();
        document.put("type", "about:blank");
        var known = Response.Status.fromStatusCode(status);
        document.put("title", known == null ? "HTTP " + status : known.getReasonPhrase());
        document.put("status", status);
        document.put("detail", text(error));
        document.put("code", error.kind().slug());
        if (MDC.get(RequestLog.REQUEST_ID) instanceof String id) {
            document.put("request_id", id);
        }
        if (!error.fix().isEmpty()) {
            document.put("suggested_fix", error.fix());
        }
        if (!error.errors().isEmpty()) {
            var list = document.putArray("errors");
            error.errors().forEach(list::add);
        }
        return document;
    }

    private static ObjectNode jsonRpc(ApiError error) {
        var document =
                JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0").putNull("id");
        document.putObject("error").put("code", -32600).put("message", text(error));
        return document;
    }

    private static String text(RuntimeException exception) {
        return String.valueOf(exception.getMessage());
    }
}

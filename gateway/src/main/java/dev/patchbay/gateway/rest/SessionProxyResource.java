package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.call.CallEndpoint;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.gateway.tenancy.SessionAccess;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tool_router/session/{id}/proxy_execute}: a request of the caller's own to a service (contract section 5.7). */
@Path("/api/{generation: v3(\\.1)?}/tool_router/session/{session}/proxy_execute")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionProxyResource {
    private final SessionAccess access;
    private final Catalog catalog;
    private final CallEndpoint calls;
    private final ProxyAnswer answers;

    SessionProxyResource(SessionAccess access, Catalog catalog, CallEndpoint calls, ProxyAnswer answers) {
        this.access = access;
        this.catalog = catalog;
        this.calls = calls;
        this.answers = answers;
    }

    @POST
    @HonoursIdempotencyKey
    @Needs(area = Area.PROXY_EXECUTE, access = Access.WRITE)
    @Operation(summary = "Call a toolkit's service as the session's user, without a tool")
    public ObjectNode execute(@PathParam("session") String id, byte[] body) {
        var session = access.open(id)
                .orElseThrow(() -> new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session."));
        var members = Members.of(Bodies.object(body));
        members.only(ProxyBody.and("toolkit_slug", "account", "connected_account_id"));
        var named = members.text("toolkit_slug", 64);
        if (!members.has("toolkit_slug")) {
            members.problem("toolkit_slug", "missing; it names the service to call");
        }
        var account = members.text("connected_account_id", 256).or(() -> members.text("account", 256));
        var raw = ProxyBody.read(members);
        var toolkit = ToolkitResource.find(catalog, named.orElseThrow());
        return answers.of(session.tenant(), calls.call(new ToolScope.InSession(session), toolkit, raw, account));
    }
}

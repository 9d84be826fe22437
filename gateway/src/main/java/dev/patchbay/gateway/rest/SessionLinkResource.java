package dev.patchbay.gateway.rest;

import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.connect.IssueLink;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tool_router/session/{id}/link}: a page where the session's user connects an account (contract section 5.6). */
@Path("/api/{generation: v3(\\.1)?}/tool_router/session/{session}/link")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionLinkResource {
    private final SessionAccess access;
    private final IssueLink issueLink;
    private final Catalog catalog;

    SessionLinkResource(SessionAccess access, IssueLink issueLink, Catalog catalog) {
        this.access = access;
        this.issueLink = issueLink;
        this.catalog = catalog;
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @HonoursIdempotencyKey
    @Operation(summary = "Make a link on which the session's user connects an account")
    public Response create(@PathParam("session") String id, byte[] body, UriInfo uri) {
        var session = access.open(id)
                .orElseThrow(() -> new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session."));
        var members = Members.of(Bodies.object(body));
        members.only("toolkit", "callback_url", "alias", "experimental");
        members.storable();
        var toolkit = members.text("toolkit", 64);
        var callback = LinkJson.callback(members);
        var alias = LinkJson.alias(members);
        var sharing = SharingJson.read(members);
        Bodies.check(members);
        if (toolkit.isEmpty()) {
            throw ApiError.invalid("toolkit: missing; it names the toolkit to connect");
        }
        var slug = ToolkitResource.find(catalog, toolkit.get()).slug();
        var authority = uri.getRequestUri().getRawAuthority();
        var issued = LinkJson.issued(issueLink.issue(session, slug, alias, sharing, callback, authority));
        return Response.status(Response.Status.CREATED)
                .entity(LinkJson.of(issued, sharing))
                .build();
    }
}

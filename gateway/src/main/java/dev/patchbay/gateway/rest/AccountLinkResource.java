package dev.patchbay.gateway.rest;

import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.connect.IssueLink;
import dev.patchbay.gateway.connect.LinkRequest;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /connected_accounts/link}: a page where a user connects an account, without a session (contract section 11.3). */
@Path("/api/{generation: v3(\\.1)?}/connected_accounts/link")
@Tag(name = "Connected accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountLinkResource {
    private final AuthConfigs authConfigs;
    private final IssueLink issueLink;
    private final CurrentCaller caller;

    AccountLinkResource(AuthConfigs authConfigs, IssueLink issueLink, CurrentCaller caller) {
        this.authConfigs = authConfigs;
        this.issueLink = issueLink;
        this.caller = caller;
    }

    @POST
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @HonoursIdempotencyKey
    @Operation(summary = "Make a link on which a user connects an account")
    public Response create(byte[] body, UriInfo uri) {
        var members = Members.of(Bodies.object(body));
        members.only("auth_config_id", "user_id", "callback_url", "alias", "connection_data", "experimental");
        members.storable();
        var configId = required(members, "auth_config_id", 64);
        var user = required(members, "user_id", 256);
        var callback = LinkJson.callback(members);
        var alias = LinkJson.alias(members);
        var sharing = SharingJson.read(members);
        if (members.rawObject("connection_data").filter(data -> !data.isEmpty()).isPresent()) {
            members.problem("connection_data", "not taken here; the user fills in every field on the page");
        }
        Bodies.check(members);
        var config = configId.flatMap(id -> AuthConfigResource.find(authConfigs, caller.tenant(), id))
                .orElseThrow(() -> new ApiError(
                        ErrorKind.AUTH_CONFIG_NOT_FOUND, "auth_config_id names no auth config of this project."));
        var request = new LinkRequest(
                user.orElseThrow(), config.toolkit(), Optional.of(config.id()), alias, sharing, callback);
        var authority = uri.getRequestUri().getRawAuthority();
        var issued = LinkJson.issued(issueLink.issue(caller.tenant(), request, authority));
        return Response.status(Response.Status.CREATED)
                .entity(LinkJson.of(issued, sharing))
                .build();
    }

    private static Optional<String> required(Members members, String member, int max) {
        if (!members.has(member)) {
            members.problem(member, "missing");
        }
        return members.text(member, max);
    }
}

package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.connect.CallbackUrl;
import dev.patchbay.gateway.connect.LinkIssue.Issued;
import dev.patchbay.gateway.connect.RefreshAccount;
import dev.patchbay.gateway.connect.RefreshAccount.Credential;
import dev.patchbay.gateway.connect.RefreshAccount.Refreshed;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /connected_accounts/{id}/refresh} (contract section 11.3): what works stays, for the rest there is a new link. */
@Path("/api/{generation: v3(\\.1)?}/connected_accounts/{id}/refresh")
@Tag(name = "Connected accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountRefreshResource {
    private static final String CALLBACK = "redirect_url";

    private final Accounts accounts;
    private final RefreshAccount refreshAccount;
    private final CurrentCaller caller;

    AccountRefreshResource(Accounts accounts, RefreshAccount refreshAccount, CurrentCaller caller) {
        this.accounts = accounts;
        this.refreshAccount = refreshAccount;
        this.caller = caller;
    }

    @POST
    @HonoursIdempotencyKey
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @Operation(summary = "Bring an account up to date: try its credential, or make a link to connect it again")
    public ObjectNode refresh(@PathParam("id") String id, byte[] body, UriInfo uri) {
        var account = accounts.find(id);
        var members = Members.of(Bodies.optionalObject(body));
        members.only(CALLBACK, "validate_credentials");
        var callback = LinkJson.callback(members, CALLBACK).or(() -> inQuery(uri));
        var credential = members.flag("validate_credentials").orElse(false) ? Credential.TRIED : Credential.LEFT_ALONE;
        Bodies.check(members);
        var authority = uri.getRequestUri().getRawAuthority();
        return json(refreshAccount
                .refresh(caller.tenant(), account, credential, callback, authority)
                .orElseThrow(Accounts::notFound));
    }

    /** Where SDKs put it. */
    private static Optional<CallbackUrl> inQuery(UriInfo uri) {
        return QueryList.text(uri.getQueryParameters(), CALLBACK)
                .map(given -> CallbackUrl.read(given)
                        .orElseThrow(() -> ApiError.invalid(CALLBACK + ": " + CallbackUrl.RULE)));
    }

    /** {@code status_reason} is ours, where there is something to say. */
    private static ObjectNode json(Refreshed refreshed) {
        var json = Json.object()
                .put("id", refreshed.account().id().value())
                .put("status", refreshed.account().status().name())
                .put(
                        CALLBACK,
                        refreshed
                                .link()
                                .map(LinkJson::issued)
                                .map(Issued::redirectUrl)
                                .orElse(null));
        refreshed.finding().ifPresent(finding -> json.put("status_reason", finding));
        return json;
    }
}

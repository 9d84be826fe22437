package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.tenancy.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /connected_accounts/{id}/revoke} (contract sections 11.3 and 17): no service here lets others revoke its keys. */
@Path("/api/{generation: v3(\\.1)?}/connected_accounts/{id}/revoke")
@Tag(name = "Connected accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AccountRevokeResource {
    private final Accounts accounts;
    private final Catalog catalog;

    AccountRevokeResource(Accounts accounts, Catalog catalog) {
        this.accounts = accounts;
        this.catalog = catalog;
    }

    @POST
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @Operation(summary = "Not supported for API keys: says what to do instead")
    public ObjectNode revoke(@PathParam("id") String id) {
        var account = accounts.find(id);
        var service = catalog.toolkit(account.toolkit()).orElseThrow().title();
        throw new ApiError(
                ErrorKind.REVOCATION_NOT_SUPPORTED,
                service + " connects with API keys, which cannot be revoked from outside. Nothing was changed.",
                "To end its use here at once, PATCH /connected_accounts/" + account.id()
                        + "/status {\"enabled\": false} or DELETE /connected_accounts/" + account.id()
                        + ". To make the key itself worthless, revoke it in " + service + ".",
                List.of());
    }
}

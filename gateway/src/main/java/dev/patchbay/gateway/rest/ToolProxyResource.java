package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.call.CallEndpoint;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.toolkit.Failure;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tools/execute/proxy}: a request of the caller's own to a service, with a named account (contract section 8.7). */
@Path("/api/{generation: v3(\\.1)?}/tools/execute/proxy")
@Tag(name = "Tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ToolProxyResource {
    private final ConnectedAccounts accounts;
    private final Catalog catalog;
    private final CallEndpoint calls;
    private final ProxyAnswer answers;
    private final CurrentCaller caller;

    ToolProxyResource(
            ConnectedAccounts accounts,
            Catalog catalog,
            CallEndpoint calls,
            ProxyAnswer answers,
            CurrentCaller caller) {
        this.accounts = accounts;
        this.catalog = catalog;
        this.calls = calls;
        this.answers = answers;
        this.caller = caller;
    }

    @POST
    @HonoursIdempotencyKey
    @Needs(area = Area.PROXY_EXECUTE, access = Access.WRITE)
    @Operation(summary = "Call a service with a connected account, without a tool")
    public ObjectNode execute(byte[] body) {
        var members = Members.of(Bodies.object(body));
        members.only(ProxyBody.and("connected_account_id", "custom_connection_data"));
        if (members.has("custom_connection_data")) {
            members.problem("custom_connection_data", "not offered here; connect an account");
        }
        var named = members.text("connected_account_id", 64);
        if (!members.has("connected_account_id")) {
            members.problem("connected_account_id", "missing; it names the account to call with");
        }
        var raw = ProxyBody.read(members);
        var account = Optional.of(named.orElseThrow())
                .filter(AccountId::isValid)
                .flatMap(id -> accounts.get(caller.tenant(), new AccountId(id)))
                .orElseThrow(() -> ExecutionJson.refusal(new Failure.UnknownAccount(named.orElseThrow())));
        var scope = new ToolScope.ForUser(caller.tenant(), account.userId());
        var toolkit = catalog.toolkit(account.toolkit())
                .orElseThrow(() -> ExecutionJson.refusal(new Failure.UnknownAccount(named.orElseThrow())));
        return answers.of(
                caller.tenant(),
                calls.call(scope, toolkit, raw, Optional.of(account.id().value())));
    }
}

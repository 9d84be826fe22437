package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountChange;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AccountPatch;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.connection.Sharing;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.ChangeAccount;
import dev.patchbay.gateway.connect.ConnectAccount;
import dev.patchbay.gateway.connect.ConnectAccount.Result;
import dev.patchbay.gateway.connect.IssueLink;
import dev.patchbay.gateway.connect.LinkRequest;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /connected_accounts}: the users' credentials, which go in here and never come out (contract section 11). */
@Path("/api/{generation: v3(\\.1)?}/connected_accounts")
@Tag(name = "Connected accounts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ConnectedAccountResource {
    private final Accounts named;
    private final ConnectedAccounts accounts;
    private final AuthConfigs authConfigs;
    private final ConnectAccount connectAccount;
    private final ChangeAccount changeAccount;
    private final IssueLink issueLink;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Pages pages;

    ConnectedAccountResource(
            Accounts named,
            ConnectedAccounts accounts,
            AuthConfigs authConfigs,
            ConnectAccount connectAccount,
            ChangeAccount changeAccount,
            IssueLink issueLink,
            AuditTrail trail,
            CurrentCaller caller,
            Pages pages) {
        this.pages = pages;
        this.named = named;
        this.accounts = accounts;
        this.authConfigs = authConfigs;
        this.connectAccount = connectAccount;
        this.changeAccount = changeAccount;
        this.issueLink = issueLink;
        this.trail = trail;
        this.caller = caller;
    }

    @GET
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.READ)
    @Operation(summary = "List connected accounts")
    public ObjectNode list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var filter = AccountQuery.filter(query);
        // The list of a shared account may name thousands of users.
        var most = filter.filter(AccountQuery::isPrivate).isPresent() ? 1000 : 100;
        var page = pages.of(uri, 20, most);
        if (filter.isEmpty()) {
            return page.envelope(List.<ObjectNode>of(), 0, Function.identity());
        }
        var found = accounts.list(
                tenant(), filter.get(), AccountQuery.order(query), new Slice(page.offset(), page.limit()));
        var configs = new HashMap<AuthConfigId, Optional<AuthConfig>>();
        var items = found.items().stream()
                .flatMap(account -> configs
                        .computeIfAbsent(account.authConfig(), id -> authConfigs.get(tenant(), id))
                        .map(config -> ConnectedAccountJson.of(account, config))
                        .stream())
                .toList();
        return page.envelope(items, found.total(), Function.identity());
    }

    @POST
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @HonoursIdempotencyKey
    @Operation(
            summary = "Connect an account for a user with the credential given, or make a link where the user gives it")
    public Response create(byte[] body, UriInfo uri) {
        var members = Members.of(Bodies.object(body));
        members.only("auth_config", "connection", "validate_credentials");
        members.flag("validate_credentials"); // a credential is always tried
        var configId = members.object("auth_config").flatMap(block -> block.text("id", 64));
        var connection = members.object("connection");
        connection.ifPresent(ConnectionBlock::check);
        var user = connection.flatMap(block -> block.text("user_id", 256)).orElse("default");
        var alias = connection.flatMap(LinkJson::alias);
        var given = connection.flatMap(ConnectionBlock::state);
        var callback = connection.flatMap(
                block -> LinkJson.callback(block).or(() -> LinkJson.callback(block, "redirect_uri"))); // its older name
        var sharing = connection.map(SharingJson::read).orElse(Sharing.PRIVATE);
        Bodies.check(members);
        var config = configId.flatMap(id -> AuthConfigResource.find(authConfigs, tenant(), id))
                .orElseThrow(() -> new ApiError(
                        ErrorKind.AUTH_CONFIG_NOT_FOUND, "auth_config.id names no auth config of this project."));
        var json = given.isPresent()
                ? ConnectedAccountJson.created(
                        connected(connectAccount.connect(
                                tenant(),
                                config,
                                user,
                                alias,
                                sharing,
                                given.get().values())),
                        config)
                : linked(
                        new LinkRequest(user, config.toolkit(), Optional.of(config.id()), alias, sharing, callback),
                        config,
                        uri);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** Without a credential the user gives it on the Connect page (contract 11.5). */
    private ObjectNode linked(LinkRequest request, AuthConfig config, UriInfo uri) {
        var authority = uri.getRequestUri().getRawAuthority();
        var issued = LinkJson.issued(issueLink.issue(tenant(), request, authority));
        return ConnectedAccountJson.waiting(named.find(issued.account().value()), config, issued.redirectUrl());
    }

    @GET
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.READ)
    @Path("/{id}")
    @Operation(summary = "One connected account")
    public ObjectNode get(@PathParam("id") String id) {
        var account = named.find(id);
        // Deleting an auth config deletes its accounts, perhaps just now.
        var config = authConfigs.get(tenant(), account.authConfig()).orElseThrow(Accounts::notFound);
        return ConnectedAccountJson.of(account, config);
    }

    @PATCH
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @Path("/{id}")
    @Operation(summary = "Change an account's alias, its credential, or who may use it")
    public ObjectNode patch(@PathParam("id") String id, byte[] body) {
        var account = named.find(id);
        var members = Members.of(Bodies.object(body));
        members.only("alias", "connection", SharingJson.BLOCK);
        var alias = members.text("alias").filter(String::isBlank).or(() -> members.text("alias", 128)); // blank clears
        var connection = members.object("connection");
        connection.ifPresent(block -> block.only("state"));
        var given = connection.flatMap(ConnectionBlock::state);
        var patch = new AccountPatch(alias, Optional.empty(), SharingJson.change(members, account.sharing()));
        Bodies.check(members);
        if (given.isPresent()) {
            account = connected(changeAccount.change(tenant(), account, patch, given.get()));
        } else if (!patch.equals(AccountPatch.NONE)) {
            account = connected(changeAccount.change(tenant(), account, patch));
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("success", true)
                .put("id", account.id().value())
                .put("status", account.status().name());
    }

    @PATCH
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @Path("/{id}/status")
    @Operation(summary = "Enable or disable an account")
    public ObjectNode status(@PathParam("id") String id, byte[] body) {
        var account = named.find(id);
        var members = Members.of(Bodies.object(body));
        members.only("enabled");
        var enabled = members.flag("enabled");
        Bodies.check(members);
        if (enabled.isEmpty()) {
            throw ApiError.invalid("enabled: missing; must be true or false");
        }
        trail.act(
                tenant(),
                () -> changed(
                        enabled.get()
                                ? accounts.enable(tenant(), account.id())
                                : accounts.disable(tenant(), account.id())),
                _ -> event(enabled.get() ? "enabled" : "disabled", account.id()));
        return Json.object().put("success", true);
    }

    @DELETE
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @Path("/{id}")
    @Operation(summary = "Delete an account and its credential at once")
    public ObjectNode delete(@PathParam("id") String id, UriInfo uri) {
        // Taken and without effect: keys cannot be revoked, see AccountRevokeResource.
        QueryList.flag(uri.getQueryParameters(), "revoke_on_delete");
        trail.act(
                tenant(),
                () -> {
                    var account = named.find(id).id();
                    if (!accounts.delete(tenant(), account)) {
                        throw Accounts.notFound();
                    }
                    return account;
                },
                account -> event("deleted", account));
        return Json.object().put("success", true);
    }

    private static ConnectedAccount connected(Result result) {
        return switch (result) {
            case Result.Connected(var account) -> account;
            case Result.Refused(var problems) ->
                throw ApiError.invalid(problems.stream()
                        .map(problem -> "connection.state.val." + problem)
                        .toList());
            case Result.AliasTaken(var alias) -> throw aliasTaken(alias);
            case Result.Absent() -> throw Accounts.notFound();
        };
    }

    private static ConnectedAccount changed(AccountChange change) {
        return switch (change) {
            case AccountChange.Changed(var account) -> account;
            case AccountChange.AliasTaken(var alias) -> throw aliasTaken(alias);
            case AccountChange.Absent() -> throw Accounts.notFound();
        };
    }

    /** 400 rather than 409, because the SDK repeats a 409 by itself (contract 1.5). */
    private static ApiError aliasTaken(String alias) {
        return ApiError.invalid("alias: \"" + alias + "\" is already another account of this user and toolkit");
    }

    private AuditEvent event(String verb, AccountId id) {
        return AuditEvent.done("connected_account." + verb, caller.actor(), id.value());
    }

    private TenantId tenant() {
        return caller.tenant();
    }
}

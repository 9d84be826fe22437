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
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.connect.ConnectAccount;
import dev.patchbay.gateway.connect.ConnectAccount.Result;
import dev.patchbay.gateway.connect.IssueLink;
import dev.patchbay.gateway.connect.LinkRequest;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final ConnectedAccounts accounts;
    private final AuthConfigs authConfigs;
    private final ConnectAccount connectAccount;
    private final IssueLink issueLink;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Pages pages;

    ConnectedAccountResource(
            ConnectedAccounts accounts,
            AuthConfigs authConfigs,
            ConnectAccount connectAccount,
            IssueLink issueLink,
            AuditTrail trail,
            CurrentCaller caller,
            Pages pages) {
        this.pages = pages;
        this.accounts = accounts;
        this.authConfigs = authConfigs;
        this.connectAccount = connectAccount;
        this.issueLink = issueLink;
        this.trail = trail;
        this.caller = caller;
    }

    @GET
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.READ)
    @Operation(summary = "List connected accounts")
    public ObjectNode list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var page = pages.of(uri, 20, 1000);
        var filter = AccountQuery.filter(query);
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
    @Operation(
            summary = "Connect an account for a user with the credential given, or make a link where the user gives it")
    public Response create(byte[] body, UriInfo uri) {
        var members = Members.of(Bodies.object(body));
        members.only("auth_config", "connection", "validate_credentials");
        var configId = members.object("auth_config").flatMap(block -> block.text("id", 64));
        var connection = members.object("connection");
        var user = connection.flatMap(block -> block.text("user_id", 256)).orElse("default");
        var alias = connection.flatMap(block -> block.text("alias", 128));
        var given = connection.flatMap(ConnectedAccountResource::state);
        var callback = connection.flatMap(LinkJson::callback);
        connection.ifPresent(LinkJson::privateOnly);
        Bodies.check(members);
        var config = configId.flatMap(id -> AuthConfigResource.find(authConfigs, tenant(), id))
                .orElseThrow(() -> new ApiError(
                        ErrorKind.AUTH_CONFIG_NOT_FOUND, "auth_config.id names no auth config of this project."));
        var json = given.isPresent()
                ? ConnectedAccountJson.created(
                        connected(connectAccount.connect(tenant(), config, user, alias, given.get())), config)
                : linked(
                        new LinkRequest(user, config.toolkit(), Optional.of(config.id()), alias, callback),
                        config,
                        uri);
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    /** Without a credential the user gives it on the Connect page (contract 11.5). */
    private ObjectNode linked(LinkRequest request, AuthConfig config, UriInfo uri) {
        var authority = uri.getRequestUri().getRawAuthority();
        var issued = LinkJson.issued(issueLink.issue(tenant(), request, authority));
        return ConnectedAccountJson.created(find(issued.account().value()), config)
                .put("redirect_url", issued.redirectUrl())
                .put("redirect_uri", issued.redirectUrl());
    }

    @GET
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.READ)
    @Path("/{id}")
    @Operation(summary = "One connected account")
    public ObjectNode get(@PathParam("id") String id) {
        var account = find(id);
        // Deleting an auth config deletes its accounts, perhaps just now.
        var config = authConfigs.get(tenant(), account.authConfig()).orElseThrow(ConnectedAccountResource::notFound);
        return ConnectedAccountJson.of(account, config);
    }

    @PATCH
    @Needs(area = Area.CONNECTED_ACCOUNTS, access = Access.WRITE)
    @Path("/{id}")
    @Operation(summary = "Change an account's alias or credential")
    public ObjectNode patch(@PathParam("id") String id, byte[] body) {
        var account = find(id);
        var members = Members.of(Bodies.object(body));
        members.only("alias", "connection", "experimental");
        var alias = members.text("alias").filter(String::isBlank).or(() -> members.text("alias", 128)); // blank clears
        var given = members.object("connection").flatMap(ConnectedAccountResource::state);
        Bodies.check(members);
        if (given.isPresent()) {
            account = connected(connectAccount.change(tenant(), account, alias, given.get()));
        } else if (alias.isPresent()) {
            var named = account.id();
            account = trail.act(
                    tenant(),
                    () -> changed(accounts.patch(tenant(), named, new AccountPatch(alias, Optional.empty()))),
                    _ -> event("changed", named).with("changed", "alias"));
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
        var account = find(id);
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
    public ObjectNode delete(@PathParam("id") String id) {
        trail.act(
                tenant(),
                () -> {
                    var account = find(id).id();
                    if (!accounts.delete(tenant(), account)) {
                        throw notFound();
                    }
                    return account;
                },
                account -> event("deleted", account));
        return Json.object().put("success", true);
    }

    /** The fields of {@code state.val} as texts. {@code status} there is the client's own claim and is not taken. */
    private static Optional<Map<String, String>> state(Members connection) {
        return connection.object("state").map(state -> {
            state.only("authScheme", "val");
            if (state.text("authScheme").filter(ToolkitJson.SCHEME::equals).isEmpty()) {
                state.problem("authScheme", "must be " + ToolkitJson.SCHEME);
            }
            var values = new LinkedHashMap<String, String>();
            state.object("val")
                    .ifPresentOrElse(
                            val -> val.names().stream()
                                    .filter(name -> !name.equals("status"))
                                    .forEach(name -> val.text(name).ifPresent(value -> values.put(name, value))),
                            () -> state.problem("val", "missing; it holds the fields of the connection"));
            return values;
        });
    }

    private static ConnectedAccount connected(Result result) {
        return switch (result) {
            case Result.Connected(var account) -> account;
            case Result.Refused(var problems) ->
                throw ApiError.invalid(problems.stream()
                        .map(problem -> "connection.state.val." + problem)
                        .toList());
            case Result.AliasTaken(var alias) -> throw aliasTaken(alias);
            case Result.Absent() -> throw notFound();
        };
    }

    private static ConnectedAccount changed(AccountChange change) {
        return switch (change) {
            case AccountChange.Changed(var account) -> account;
            case AccountChange.AliasTaken(var alias) -> throw aliasTaken(alias);
            case AccountChange.Absent() -> throw notFound();
        };
    }

    /** 400 rather than 409, because the SDK repeats a 409 by itself (contract 1.5). */
    private static ApiError aliasTaken(String alias) {
        return ApiError.invalid("alias: \"" + alias + "\" is already another account of this user and toolkit");
    }

    private static ApiError notFound() {
        return new ApiError(ErrorKind.CONNECTED_ACCOUNT_NOT_FOUND, "There is no such connected account.");
    }

    private ConnectedAccount find(String id) {
        return (AccountId.isValid(id) ? accounts.get(tenant(), new AccountId(id)) : Optional.<ConnectedAccount>empty())
                .orElseThrow(ConnectedAccountResource::notFound);
    }

    private AuditEvent event(String verb, AccountId id) {
        return AuditEvent.done("connected_account." + verb, caller.actor(), id.value());
    }

    private TenantId tenant() {
        return caller.tenant();
    }
}

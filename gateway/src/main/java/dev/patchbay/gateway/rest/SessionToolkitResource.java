package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AccountResolver.Reached;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.gateway.meta.ConnectionState;
import dev.patchbay.gateway.meta.ConnectionStates;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.gateway.tenancy.SessionAccess;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code …/session/{id}/toolkits}: what the session may use, and how its user stands with each (contract section 5.2). The class
 * has the path of {@link SessionResource}: of two that fit, the framework asks one class only.
 */
@Path("/api/{generation: v3(\\.1)?}/tool_router/session")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionToolkitResource {
    private final SessionAccess access;
    private final VisibleTools visible;
    private final ConnectionStates states;
    private final AuthConfigs authConfigs;
    private final Catalog catalog;
    private final Pages pages;

    SessionToolkitResource(
            SessionAccess access,
            VisibleTools visible,
            ConnectionStates states,
            AuthConfigs authConfigs,
            Catalog catalog,
            Pages pages) {
        this.access = access;
        this.visible = visible;
        this.states = states;
        this.authConfigs = authConfigs;
        this.catalog = catalog;
        this.pages = pages;
    }

    @GET
    @Needs(area = Area.SESSIONS, access = Access.READ)
    @Path("/{session}/toolkits")
    @Operation(summary = "The toolkits that a session may use, each with the account that a call would take")
    public ObjectNode list(@PathParam("session") String id, UriInfo uri) {
        var page = pages.of(uri, 20, 50);
        var session = access.open(id)
                .orElseThrow(() -> new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session."));
        var scope = new ToolScope.InSession(session);
        var query = uri.getQueryParameters();
        var named = named(uri);
        var search = QueryList.text(query, "search");
        var connected = QueryList.flag(query, "is_connected");
        var found = visible.toolkits(scope).stream()
                .filter(toolkit -> named.isEmpty() || named.contains(toolkit.slug()))
                .filter(toolkit -> search.isEmpty() || ToolkitQuery.mentions(toolkit, search.get()))
                .filter(toolkit -> connected.isEmpty() || connected.get() == isConnected(scope, toolkit))
                .toList();
        return page.cut(found, toolkit -> of(scope, toolkit));
    }

    private Set<ToolkitSlug> named(UriInfo uri) {
        return QueryList.of(uri.getQueryParameters(), "toolkits").stream()
                .map(name -> ToolkitResource.find(catalog, name).slug())
                .collect(Collectors.toSet());
    }

    private boolean isConnected(ToolScope scope, Toolkit toolkit) {
        return states.of(scope, toolkit).active().isPresent();
    }

    private ObjectNode of(ToolScope scope, Toolkit toolkit) {
        var json = Json.object()
                .put("slug", toolkit.slug().value())
                .put("name", toolkit.title())
                .put("enabled", true)
                .put("is_no_auth", false);
        json.putArray("composio_managed_auth_schemes");
        json.putObject("meta").put("logo", "").put("description", toolkit.description());
        var account = shown(states.of(scope, toolkit)).flatMap(reached -> of(scope, reached));
        json.set("connected_account", account.orElse(null));
        return json;
    }

    /** The one that a call would take; where none can be used, the newest, whose status says why. */
    private static Optional<Reached> shown(ConnectionState state) {
        return state.accounts().stream()
                .filter(Reached::isUsable)
                .findFirst()
                .or(() -> state.accounts().stream().findFirst());
    }

    /** Nothing where its auth config was deleted meanwhile, and it with it. */
    private Optional<ObjectNode> of(ToolScope scope, Reached reached) {
        var account = reached.account();
        return authConfigs.get(scope.tenant(), account.authConfig()).map(config -> {
            var json = Json.object()
                    .put("id", account.id().value())
                    .put("user_id", account.userId())
                    .put("status", status(reached).name())
                    .put("created_at", Timestamps.of(account.createdAt()));
            json.set(
                    "auth_config",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("id", config.id().value())
                            .put("auth_scheme", config.authScheme())
                            .put("is_composio_managed", false));
            return json;
        });
    }

    /** SDKs take ACTIVE for usable, and that of a disabled auth config is not. */
    private static AccountStatus status(Reached reached) {
        var status = reached.account().status();
        return status == AccountStatus.ACTIVE && !reached.isUsable() ? AccountStatus.INACTIVE : status;
    }
}

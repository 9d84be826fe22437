package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfig.Status;
import dev.patchbay.authstore.connection.AuthConfigFilter;
import dev.patchbay.authstore.connection.AuthConfigFilter.Disabled;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.AuthConfigPatch;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.connection.NewAuthConfig;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /auth_configs}: how accounts of a toolkit authenticate (contract section 10). */
@Path("/api/{generation: v3(\\.1)?}/auth_configs")
@Tag(name = "Auth configs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuthConfigResource {
    private static final String NOT_ENFORCED =
            "not enforced by this release; restrict the tools of the session instead";

    private final AuthConfigs authConfigs;
    private final Catalog catalog;
    private final CurrentCaller caller;

    AuthConfigResource(AuthConfigs authConfigs, Catalog catalog, CurrentCaller caller) {
        this.authConfigs = authConfigs;
        this.catalog = catalog;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List auth configs")
    public ObjectNode list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var page = Page.of(query.getFirst("limit"), query.getFirst("cursor"), 20, 1000);
        Set<ToolkitSlug> toolkits = QueryList.of(query, "toolkit_slug").stream()
                .map(slug -> ToolkitResource.find(catalog, slug).slug())
                .collect(Collectors.toSet());
        var disabled = QueryList.flag(query, "show_disabled").orElse(false) ? Disabled.SHOWN : Disabled.HIDDEN;
        if (QueryList.flag(query, "is_composio_managed").orElse(false)) {
            return page.envelope(java.util.List.<AuthConfig>of(), 0, config -> AuthConfigJson.of(config, 0));
        }
        var filter = new AuthConfigFilter(toolkits, disabled, QueryList.text(query, "search"));
        var found = authConfigs.list(tenant(), filter, new Slice(page.offset(), page.limit()));
        var counts = authConfigs.connectionCounts(
                tenant(), found.items().stream().map(AuthConfig::id).collect(Collectors.toSet()));
        return page.envelope(
                found.items(),
                found.total(),
                config -> AuthConfigJson.of(config, counts.getOrDefault(config.id(), 0L)));
    }

    @POST
    @Operation(summary = "Create an auth config")
    public Response create(byte[] body) {
        var members = Members.of(Bodies.object(body));
        members.only("toolkit", "auth_config");
        var slug = members.object("toolkit").flatMap(toolkit -> toolkit.text("slug", 64));
        var settings = members.object("auth_config");
        Bodies.check(members);
        if (slug.isEmpty()) {
            throw ApiError.invalid("toolkit.slug: missing; it names the toolkit");
        }
        var toolkit = ToolkitResource.find(catalog, slug.get());
        var custom = settings.filter(
                given -> given.text("type").filter("use_custom_auth"::equals).isPresent());
        if (custom.isEmpty()) {
            throw new ApiError(
                    ErrorKind.INVALID_REQUEST,
                    "Toolkit " + toolkit.slug() + " has no managed authentication.",
                    "Send auth_config {\"type\": \"use_custom_auth\", \"authScheme\": \"API_KEY\"}.",
                    java.util.List.of());
        }
        var config = newConfig(toolkit, custom.get());
        Bodies.check(members);
        var created = authConfigs.create(tenant(), config);
        return Response.status(Response.Status.CREATED)
                .entity(AuthConfigJson.created(created))
                .build();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One auth config")
    public ObjectNode get(@PathParam("id") String id) {
        var config = find(id);
        var counts = authConfigs.connectionCounts(tenant(), Set.of(config.id()));
        return AuthConfigJson.of(config, counts.getOrDefault(config.id(), 0L));
    }

    @PATCH
    @Path("/{id}")
    @Operation(summary = "Change an auth config")
    public ObjectNode patch(@PathParam("id") String id, byte[] body) {
        var config = find(id);
        var members = Members.of(Bodies.object(body));
        members.only(
                "type",
                "name",
                "credentials",
                "scopes",
                "proxy_config",
                "tool_access_config",
                "shared_credentials",
                "is_enabled_for_tool_router");
        members.text("type")
                .filter(type -> !type.equals("custom") && !type.equals("default"))
                .ifPresent(type -> members.problem("type", "must be custom or default"));
        members.storable();
        refuseCredentials(members);
        refuseToolLists(members);
        var patch = new AuthConfigPatch(
                members.text("name", 256),
                members.rawObject("tool_access_config"),
                members.flag("is_enabled_for_tool_router"));
        Bodies.check(members);
        authConfigs.patch(tenant(), config.id(), patch);
        return Json.object();
    }

    @PATCH
    @Path("/{id}/{status: ENABLED|DISABLED}")
    @Operation(summary = "Enable or disable an auth config")
    public ObjectNode status(@PathParam("id") String id, @PathParam("status") String status) {
        authConfigs.setStatus(tenant(), find(id).id(), Status.valueOf(status));
        return Json.object();
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete an auth config with its connected accounts")
    public ObjectNode delete(@PathParam("id") String id) {
        authConfigs.delete(tenant(), find(id).id());
        return Json.object().put("success", true);
    }

    private static NewAuthConfig newConfig(Toolkit toolkit, Members given) {
        given.only(
                "type",
                "authScheme",
                "auth_scheme",
                "name",
                "credentials",
                "proxy_config",
                "tool_access_config",
                "shared_credentials",
                "is_enabled_for_tool_router",
                "restrict_to_following_tools");
        var scheme = given.text("authScheme").or(() -> given.text("auth_scheme"));
        if (scheme.filter(ToolkitJson.SCHEME::equals).isEmpty()) {
            given.problem("authScheme", "must be " + ToolkitJson.SCHEME + " for toolkit " + toolkit.slug());
        }
        given.storable();
        refuseCredentials(given);
        refuseToolLists(given);
        return new NewAuthConfig(
                toolkit.slug(),
                given.text("name", 256).orElse(toolkit.title()),
                ToolkitJson.SCHEME,
                given.rawObject("tool_access_config").orElseGet(Json::object),
                given.flag("is_enabled_for_tool_router").orElse(true));
    }

    /** Refused rather than dropped: a credential that we took and did not keep would be a surprise later. */
    private static void refuseCredentials(Members given) {
        for (var member : java.util.List.of("credentials", "shared_credentials", "proxy_config")) {
            if (given.rawObject(member).filter(block -> !block.isEmpty()).isPresent()) {
                given.problem(member, "not kept in auth configs here; credentials belong to connected accounts");
            }
        }
    }

    /** Refused rather than stored: sessions restrict tools here, and a list nobody enforces would only look like a wall. */
    private static void refuseToolLists(Members given) {
        given.rawObject("tool_access_config")
                .ifPresent(access -> access.properties().forEach(list -> {
                    if (!list.getValue().isEmpty()) {
                        given.problem("tool_access_config." + list.getKey(), NOT_ENFORCED);
                    }
                }));
        if (given.texts("restrict_to_following_tools")
                .filter(list -> !list.isEmpty())
                .isPresent()) {
            given.problem("restrict_to_following_tools", NOT_ENFORCED);
        }
    }

    private AuthConfig find(String id) {
        return find(authConfigs, tenant(), id)
                .orElseThrow(() -> new ApiError(ErrorKind.AUTH_CONFIG_NOT_FOUND, "There is no such auth config."));
    }

    static Optional<AuthConfig> find(AuthConfigs authConfigs, TenantId tenant, String id) {
        return AuthConfigId.isValid(id) ? authConfigs.get(tenant, new AuthConfigId(id)) : Optional.empty();
    }

    private TenantId tenant() {
        return caller.get().tenant();
    }
}

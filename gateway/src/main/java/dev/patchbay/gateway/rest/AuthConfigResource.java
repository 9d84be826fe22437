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
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
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
    private final AuthConfigs authConfigs;
    private final Catalog catalog;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Pages pages;

    AuthConfigResource(AuthConfigs authConfigs, Catalog catalog, AuditTrail trail, CurrentCaller caller, Pages pages) {
        this.pages = pages;
        this.authConfigs = authConfigs;
        this.catalog = catalog;
        this.trail = trail;
        this.caller = caller;
    }

    @GET
    @Needs(area = Area.AUTH_CONFIGS, access = Access.READ)
    @Operation(summary = "List auth configs")
    public ObjectNode list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var page = pages.of(uri, 20, 1000);
        Set<ToolkitSlug> toolkits = QueryList.of(query, "toolkit_slug").stream()
                .map(slug -> ToolkitResource.find(catalog, slug).slug())
                .collect(Collectors.toSet());
        var disabled = QueryList.flag(query, "show_disabled").orElse(false) ? Disabled.SHOWN : Disabled.HIDDEN;
        if (QueryList.flag(query, "is_composio_managed").orElse(false)) {
            return page.envelope(java.util.List.<AuthConfig>of(), 0, config -> json(config, 0));
        }
        var filter = new AuthConfigFilter(toolkits, disabled, QueryList.text(query, "search"));
        var found = authConfigs.list(tenant(), filter, new Slice(page.offset(), page.limit()));
        var counts = authConfigs.connectionCounts(
                tenant(), found.items().stream().map(AuthConfig::id).collect(Collectors.toSet()));
        return page.envelope(
                found.items(), found.total(), config -> json(config, counts.getOrDefault(config.id(), 0L)));
    }

    @POST
    @Needs(area = Area.AUTH_CONFIGS, access = Access.WRITE)
    @HonoursIdempotencyKey
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
        var created = trail.act(
                tenant(),
                () -> authConfigs.create(tenant(), config),
                made -> event("created", made.id())
                        .with("toolkit", made.toolkit().value()));
        return Response.status(Response.Status.CREATED)
                .entity(AuthConfigJson.created(created))
                .build();
    }

    @GET
    @Needs(area = Area.AUTH_CONFIGS, access = Access.READ)
    @Path("/{id}")
    @Operation(summary = "One auth config")
    public ObjectNode get(@PathParam("id") String id) {
        var config = find(id);
        var counts = authConfigs.connectionCounts(tenant(), Set.of(config.id()));
        return json(config, counts.getOrDefault(config.id(), 0L));
    }

    @PATCH
    @Needs(area = Area.AUTH_CONFIGS, access = Access.WRITE)
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
                ToolLists.BLOCK,
                "shared_credentials",
                "is_enabled_for_tool_router",
                ToolLists.OLDER);
        members.text("type")
                .filter(type -> !type.equals("custom") && !type.equals("default"))
                .ifPresent(type -> members.problem("type", "must be custom or default"));
        members.storable();
        refuseCredentials(members);
        var patch = new AuthConfigPatch(
                members.text("name", 256),
                new ToolLists(catalog, config.toolkit()).read(members),
                members.flag("is_enabled_for_tool_router"));
        Bodies.check(members);
        trail.act(
                tenant(),
                () -> authConfigs.patch(tenant(), config.id(), patch).orElseThrow(AuthConfigResource::notFound),
                changed -> event("changed", changed.id()));
        return Json.object();
    }

    @PATCH
    @Needs(area = Area.AUTH_CONFIGS, access = Access.WRITE)
    @Path("/{id}/{status: ENABLED|DISABLED}")
    @Operation(summary = "Enable or disable an auth config")
    public ObjectNode status(@PathParam("id") String id, @PathParam("status") String status) {
        var wanted = Status.valueOf(status);
        trail.act(
                tenant(),
                () -> authConfigs.setStatus(tenant(), find(id).id(), wanted).orElseThrow(AuthConfigResource::notFound),
                changed -> event(
                        switch (wanted) {
                            case ENABLED -> "enabled";
                            case DISABLED -> "disabled";
                        },
                        changed.id()));
        return Json.object();
    }

    @DELETE
    @Needs(area = Area.AUTH_CONFIGS, access = Access.WRITE)
    @Path("/{id}")
    @Operation(summary = "Delete an auth config with its connected accounts")
    public ObjectNode delete(@PathParam("id") String id) {
        trail.act(tenant(), () -> deleted(id), event -> event);
        return Json.object().put("success", true);
    }

    /** Its accounts go with it, and the one row says how many. */
    private AuditEvent deleted(String id) {
        var config = find(id).id();
        var accounts = authConfigs.connectionCounts(tenant(), Set.of(config)).getOrDefault(config, 0L);
        if (!authConfigs.delete(tenant(), config)) {
            throw notFound();
        }
        return event("deleted", config).with("accounts", accounts.toString());
    }

    private NewAuthConfig newConfig(Toolkit toolkit, Members given) {
        given.only(
                "type",
                "authScheme",
                "auth_scheme",
                "name",
                "credentials",
                "proxy_config",
                ToolLists.BLOCK,
                "shared_credentials",
                "is_enabled_for_tool_router",
                ToolLists.OLDER);
        var scheme = given.text("authScheme").or(() -> given.text("auth_scheme"));
        if (scheme.filter(ToolkitJson.SCHEME::equals).isEmpty()) {
            given.problem("authScheme", "must be " + ToolkitJson.SCHEME + " for toolkit " + toolkit.slug());
        }
        given.storable();
        refuseCredentials(given);
        return new NewAuthConfig(
                toolkit.slug(),
                given.text("name", 256).orElse(toolkit.title()),
                ToolkitJson.SCHEME,
                new ToolLists(catalog, toolkit.slug()).read(given).orElseGet(Json::object),
                given.flag("is_enabled_for_tool_router").orElse(true));
    }

    /** Refused rather than dropped: a credential that we took and did not keep would be a surprise later. */
    private static void refuseCredentials(Members given) {
        given.any("scopes")
                .filter(scopes -> !scopes.asText().isEmpty() || !scopes.isEmpty())
                .ifPresent(_ -> given.problem("scopes", "API keys have none; leave it out"));
        for (var member : java.util.List.of("credentials", "shared_credentials", "proxy_config")) {
            if (given.rawObject(member).filter(block -> !block.isEmpty()).isPresent()) {
                given.problem(member, "not kept in auth configs here; credentials belong to connected accounts");
            }
        }
    }

    private ObjectNode json(AuthConfig config, long connections) {
        var json = AuthConfigJson.of(config, connections);
        catalog.toolkit(config.toolkit())
                .ifPresent(toolkit -> json.set("expected_input_fields", ToolkitJson.inputFields(toolkit)));
        return json;
    }

    private AuthConfig find(String id) {
        return find(authConfigs, tenant(), id).orElseThrow(AuthConfigResource::notFound);
    }

    static Optional<AuthConfig> find(AuthConfigs authConfigs, TenantId tenant, String id) {
        return AuthConfigId.isValid(id) ? authConfigs.get(tenant, new AuthConfigId(id)) : Optional.empty();
    }

    private static ApiError notFound() {
        return new ApiError(ErrorKind.AUTH_CONFIG_NOT_FOUND, "There is no such auth config.");
    }

    private AuditEvent event(String verb, AuthConfigId id) {
        return AuditEvent.done("auth_config." + verb, caller.actor(), id.value());
    }

    private TenantId tenant() {
        return caller.tenant();
    }
}

package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.AuthConfigs;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.ToolSearch;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.meta.Delivery;
import dev.patchbay.gateway.meta.MetaTool;
import dev.patchbay.gateway.meta.ToolRouter;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tools}: the catalogue, and running a tool for a user without a session (contract section 8). */
@Path("/api/{generation: v3(\\.1)?}/tools")
@Tag(name = "Tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ToolResource {
    private static final List<String> NOT_OFFERED = List.of("text", "custom_auth_params", "custom_connection_data");

    /** Of what a text finds; whoever wants more has not said enough. */
    private static final int MOST_FOUND = 1000;

    private final Catalog catalog;
    private final ToolSearch search;
    private final ToolRouter router;
    private final AuthConfigs authConfigs;
    private final ConnectedAccounts accounts;
    private final CurrentCaller caller;
    private final Pages pages;

    ToolResource(
            Catalog catalog,
            ToolSearch search,
            ToolRouter router,
            AuthConfigs authConfigs,
            ConnectedAccounts accounts,
            CurrentCaller caller,
            Pages pages) {
        this.pages = pages;
        this.catalog = catalog;
        this.search = search;
        this.router = router;
        this.authConfigs = authConfigs;
        this.accounts = accounts;
        this.caller = caller;
    }

    @GET
    @Needs(area = Area.TOOLS, access = Access.READ)
    @Operation(summary = "List tools")
    public ObjectNode list(UriInfo uri) {
        var query = uri.getQueryParameters();
        var page = pages.of(uri, 20, 1000);
        return page.cut(select(query), this::render);
    }

    @GET
    @Needs(area = Area.TOOLS, access = Access.READ)
    @Path("/enum")
    @Operation(summary = "All tool slugs")
    public List<String> slugs() {
        return catalog.entries().stream().map(tool -> tool.slug().value()).toList();
    }

    @GET
    @Needs(area = Area.TOOLS, access = Access.READ)
    @Path("/{slug}")
    @Operation(summary = "One tool with its schemas")
    public ObjectNode get(@PathParam("slug") String slug, UriInfo uri) {
        var own = MetaTool.named(slug);
        if (own.isPresent()) {
            return ToolJson.of(own.get());
        }
        var tool = find(slug);
        var query = uri.getQueryParameters();
        QueryList.text(query, "version").ifPresent(version -> ToolkitVersions.check(toolkit(tool), "version", version));
        ToolkitVersions.check(List.of(toolkit(tool)), catalog, query);
        return render(tool);
    }

    /** None of our services gives out access by scopes: a key opens all that it opens. */
    @POST
    @Needs(area = Area.TOOLS, access = Access.READ)
    @Path("/scopes/required")
    @Operation(summary = "The OAuth scopes that tools of a toolkit need")
    public ObjectNode requiredScopes(byte[] body) {
        var members = Members.of(Bodies.object(body));
        members.only("tools", "version");
        var slugs = members.texts("tools").orElse(List.of());
        var version = members.text("version", 32);
        if (slugs.isEmpty()) {
            members.problem("tools", "missing; it names tools of one toolkit");
        }
        Bodies.check(members);
        var tools = slugs.stream().map(this::find).toList();
        var toolkits = tools.stream().map(this::toolkit).distinct().toList();
        if (toolkits.size() > 1) {
            throw ApiError.invalid("tools: must be of one toolkit, and these are of "
                    + toolkits.stream().map(each -> each.slug().value()).collect(Collectors.joining(" and ")));
        }
        version.ifPresent(named -> ToolkitVersions.check(toolkits.getFirst(), "version", named));
        var json = Json.object();
        json.putArray("scopes_required");
        var each = json.putArray("per_tool_requirements");
        tools.forEach(tool -> each.addObject().put("tool", tool.slug().value()).putNull("scope_requirements"));
        return json;
    }

    @POST
    @Needs(area = Area.TOOL_EXECUTION, access = Access.WRITE)
    @Path("/execute/{slug}")
    @HonoursIdempotencyKey
    @Operation(summary = "Run a tool for a user")
    public ObjectNode execute(@PathParam("slug") String slug, byte[] body) {
        var members = Members.of(Bodies.object(body));
        members.only(
                "user_id",
                "entity_id",
                "connected_account_id",
                "arguments",
                "text",
                "version",
                "allow_tracing",
                "custom_auth_params",
                "custom_connection_data");
        for (var member : NOT_OFFERED) {
            if (members.has(member)) {
                members.problem(member, "not offered here; connect an account and send arguments");
            }
        }
        var named = members.text("user_id", 256).or(() -> members.text("entity_id", 256));
        var account = members.text("connected_account_id", 64);
        var arguments = members.rawObject("arguments").orElseGet(Json::object);
        // The SDK runs the router's own tools here too, with version "latest" (contract section 7).
        members.text("version", 32)
                .filter(version -> MetaTool.named(slug).isEmpty())
                .ifPresent(version -> ToolkitVersions.check(toolkit(find(slug)), "version", version));
        Bodies.check(members);
        var user = named.or(() -> account.flatMap(this::owner));
        if (user.isEmpty()) {
            throw ApiError.invalid(
                    "user_id: missing; it names the user whose connected account is used, and can be left"
                            + " out only beside the connected_account_id of an account of this project");
        }
        var scope = new ToolScope.ForUser(caller.tenant(), user.get());
        return ExecutionJson.plain(router.call(scope, slug, arguments, account, Delivery.WHOLE));
    }

    /** Whose account it is, for a caller who names the account and nobody (contract 8.5). */
    private Optional<String> owner(String account) {
        return Optional.of(account)
                .filter(AccountId::isValid)
                .flatMap(id -> accounts.get(caller.tenant(), new AccountId(id)))
                .map(ConnectedAccount::userId);
    }

    private List<ToolEntry> select(MultivaluedMap<String, String> query) {
        var slugs = QueryList.of(query, "tool_slugs");
        if (!slugs.isEmpty()) { // they override the other filters
            var named = slugs.stream()
                    .filter(ToolSlug::isValid)
                    .flatMap(slug -> catalog.entry(new ToolSlug(slug)).stream())
                    .distinct()
                    .toList();
            ToolkitVersions.check(named.stream().map(this::toolkit).toList(), catalog, query);
            return named;
        }
        var toolkits = QueryList.of(query, "toolkit_slug").stream()
                .map(slug -> ToolkitResource.find(catalog, slug))
                .toList();
        ToolkitVersions.check(toolkits.isEmpty() ? catalog.toolkits() : toolkits, catalog, query);
        var wanted = filter(query, toolkits);
        // The second is the older SDKs' name for it.
        var text = QueryList.text(query, "query").or(() -> QueryList.text(query, "search"));
        var found = text.map(words -> search.inCatalogue(wanted).find(words, MOST_FOUND).stream()
                        .flatMap(hit -> catalog.entry(hit.slug()).stream())
                        .toList())
                .orElseGet(() -> catalog.entries().stream().filter(wanted).toList());
        // A toolkit without featured tools would otherwise seem empty: the SDK asks for them by default (contract 8.2).
        var important = QueryList.flag(query, "important").orElse(false)
                ? found.stream().filter(ToolEntry::important).toList()
                : List.<ToolEntry>of();
        return important.isEmpty() ? found : important;
    }

    private Predicate<ToolEntry> filter(MultivaluedMap<String, String> query, List<Toolkit> toolkits) {
        QueryList.flag(query, "include_deprecated"); // none is
        var slugs = toolkits.stream().map(Toolkit::slug).collect(Collectors.toSet());
        var tags = QueryList.of(query, "tags");
        var scopes = QueryList.of(query, "scopes");
        var configIds = QueryList.of(query, "auth_config_ids");
        var configs = configIds.stream()
                .filter(AuthConfigId::isValid)
                .flatMap(id -> authConfigs.get(caller.tenant(), new AuthConfigId(id)).stream())
                .toList();
        return tool -> (slugs.isEmpty() || slugs.contains(tool.toolkit()))
                && (tags.isEmpty() || tags.stream().anyMatch(tag -> carries(tool, tag)))
                && scopes.isEmpty() // which no tool here has
                && (configIds.isEmpty() || configs.stream().anyMatch(config -> admits(config, tool)));
    }

    private static boolean admits(AuthConfig config, ToolEntry tool) {
        return config.toolkit().equals(tool.toolkit()) && config.toolAccess().admits(tool.slug());
    }

    private static boolean carries(ToolEntry tool, String tag) {
        return tool.hints().names().contains(tag) || (tag.equals("important") && tool.important());
    }

    private ToolEntry find(String slug) {
        return (ToolSlug.isValid(slug) ? catalog.entry(new ToolSlug(slug)) : Optional.<ToolEntry>empty())
                .orElseThrow(() -> ExecutionJson.unknownTool(slug, catalog.similarTo(slug)));
    }

    private ObjectNode render(ToolEntry tool) {
        return ToolJson.of(catalog.tool(tool), toolkit(tool));
    }

    private Toolkit toolkit(ToolEntry tool) {
        return catalog.toolkit(tool.toolkit()).orElseThrow();
    }
}

package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.authstore.connection.ConnectedAccounts;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tools}: the catalogue, and running a tool for a user without a session (contract section 8). */
@Path("/api/{generation: v3(\\.1)?}/tools")
@Tag(name = "Tools")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ToolResource {
    private static final List<String> NOT_OFFERED = List.of("text", "custom_auth_params", "custom_connection_data");

    private final Catalog catalog;
    private final ToolRouter router;
    private final ConnectedAccounts accounts;
    private final CurrentCaller caller;
    private final Pages pages;

    ToolResource(Catalog catalog, ToolRouter router, ConnectedAccounts accounts, CurrentCaller caller, Pages pages) {
        this.pages = pages;
        this.catalog = catalog;
        this.router = router;
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
        QueryList.text(uri.getQueryParameters(), "version").ifPresent(version -> checkVersion(tool, version));
        return render(tool);
    }

    @POST
    @Needs(area = Area.TOOL_EXECUTION, access = Access.WRITE)
    @Path("/execute/{slug}")
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
                .ifPresent(version -> checkVersion(find(slug), version));
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
        if (!slugs.isEmpty()) {
            return slugs.stream()
                    .filter(ToolSlug::isValid)
                    .flatMap(slug -> catalog.entry(new ToolSlug(slug)).stream())
                    .distinct()
                    .toList();
        }
        var toolkits = QueryList.of(query, "toolkit_slug").stream()
                .map(slug -> ToolkitResource.find(catalog, slug))
                .toList();
        var tags = QueryList.of(query, "tags");
        var search = QueryList.text(query, "query").or(() -> QueryList.text(query, "search"));
        var found = all(toolkits)
                .filter(tool -> tags.isEmpty() || tags.stream().anyMatch(tag -> carries(tool, tag)))
                .filter(tool -> search.isEmpty() || matches(tool, search.get()))
                .toList();
        // A toolkit without featured tools would otherwise seem empty: the SDK asks for them by default (contract 8.2).
        var important = QueryList.flag(query, "important").orElse(false)
                ? found.stream().filter(ToolEntry::important).toList()
                : List.<ToolEntry>of();
        return important.isEmpty() ? found : important;
    }

    private Stream<ToolEntry> all(List<Toolkit> toolkits) {
        return toolkits.isEmpty()
                ? catalog.entries().stream()
                : toolkits.stream().flatMap(toolkit -> catalog.entries(toolkit.slug()).stream());
    }

    private static boolean carries(ToolEntry tool, String tag) {
        return tool.hints().names().contains(tag) || (tag.equals("important") && tool.important());
    }

    /** Every word must occur. Ranked search follows with the router. */
    private static boolean matches(ToolEntry tool, String search) {
        var text = (tool.slug() + " " + tool.title() + " " + tool.description()).toLowerCase(Locale.ROOT);
        return Arrays.stream(search.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(text::contains);
    }

    private ToolEntry find(String slug) {
        return (ToolSlug.isValid(slug) ? catalog.entry(new ToolSlug(slug)) : Optional.<ToolEntry>empty())
                .orElseThrow(() -> ExecutionJson.unknownTool(slug, catalog.similarTo(slug)));
    }

    private void checkVersion(ToolEntry tool, String version) {
        var dated = toolkit(tool).version();
        if (!List.of("latest", "00000000_00", dated).contains(version)) {
            throw new ApiError(
                    ErrorKind.TOOL_NOT_FOUND,
                    tool.slug() + " has no version \"" + version + "\".",
                    "Versions here: " + dated + ", latest.",
                    List.of());
        }
    }

    private ObjectNode render(ToolEntry tool) {
        return ToolJson.of(catalog.tool(tool), toolkit(tool));
    }

    private Toolkit toolkit(ToolEntry tool) {
        return catalog.toolkit(tool.toolkit()).orElseThrow();
    }
}

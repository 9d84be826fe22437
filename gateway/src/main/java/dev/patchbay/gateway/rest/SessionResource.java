package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.custom.CustomTools;
import dev.patchbay.gateway.custom.CustomToolsReader;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.idempotency.HonoursIdempotencyKey;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.gateway.meta.Delivery;
import dev.patchbay.gateway.meta.MetaTool;
import dev.patchbay.gateway.meta.MetaTools;
import dev.patchbay.gateway.meta.ToolRouter;
import dev.patchbay.gateway.session.McpAddresses;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionChange;
import dev.patchbay.gateway.session.SessionTokens;
import dev.patchbay.gateway.session.Sessions;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.gateway.tenancy.SessionAccess;
import dev.patchbay.toolkit.Tool;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tool_router/session}: sessions, their tools and running them (contract sections 4 and 5). */
@Path("/api/{generation: v3(\\.1)?}/tool_router/session")
@Tag(name = "Sessions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SessionResource {
    private final Sessions sessions;
    private final SessionAccess access;
    private final SessionTokens tokens;
    private final McpAddresses addresses;
    private final ToolRouter router;
    private final VisibleTools visible;
    private final Catalog catalog;
    private final CustomToolsReader customs;
    private final AuditTrail trail;
    private final CurrentCaller caller;
    private final Pages pages;

    SessionResource(
            Sessions sessions,
            SessionAccess access,
            SessionTokens tokens,
            McpAddresses addresses,
            ToolRouter router,
            VisibleTools visible,
            Catalog catalog,
            CustomToolsReader customs,
            AuditTrail trail,
            CurrentCaller caller,
            Pages pages) {
        this.pages = pages;
        this.sessions = sessions;
        this.access = access;
        this.tokens = tokens;
        this.addresses = addresses;
        this.router = router;
        this.visible = visible;
        this.catalog = catalog;
        this.customs = customs;
        this.trail = trail;
        this.caller = caller;
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @HonoursIdempotencyKey
    @Operation(summary = "Create a session for a user")
    public Response create(byte[] body, UriInfo uri) {
        var document = Bodies.object(body);
        var members = Members.of(document);
        var user = members.text("user_id", 256);
        var brought = customs.read(members);
        Bodies.check(members);
        if (user.isEmpty()) {
            throw ApiError.invalid("user_id: missing; it names the user in your own system");
        }
        document.remove("user_id");
        withoutCustoms(document);
        var session = trail.act(
                caller.tenant(),
                () -> changed(sessions.create(caller.tenant(), user.get(), withoutNulls(document))),
                made -> event("session.created", made));
        var json = CustomToolJson.echo(render(session, uri), brought);
        var issued = issue(session, uri);
        ((ObjectNode) json.get("mcp"))
                .put("bearer_token", issued.token())
                .put("bearer_token_expires_at", Timestamps.of(issued.expiresAt()));
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    @GET
    @Needs(area = Area.SESSIONS, access = Access.READ)
    @Path("/{session}")
    @Operation(summary = "A session as it stands")
    public ObjectNode get(@PathParam("session") String id, UriInfo uri) {
        return render(open(id), uri);
    }

    @PATCH
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}")
    @Operation(summary = "Change a session's configuration")
    public ObjectNode patch(@PathParam("session") String id, byte[] body, UriInfo uri) {
        var session = open(id);
        var change = Bodies.object(body);
        var members = Members.of(change);
        if (change.has("user_id")) {
            members.problem("user_id", "cannot be changed; create another session");
        }
        members.object("experimental").ifPresent(block -> {
            for (var member : List.of(CustomToolsReader.TOOLS, CustomToolsReader.TOOLKITS)) {
                if (block.has(member)) {
                    block.problem(member, "not kept in a session; send it with each request that is to know it");
                }
            }
        });
        var expected = members.integer("expected_config_version", 1, Integer.MAX_VALUE);
        Bodies.check(members);
        change.remove("expected_config_version");
        var patched = trail.act(
                session.tenant(),
                () -> changed(sessions.patch(
                        session.tenant(),
                        session.id(),
                        change,
                        expected.map(OptionalInt::of).orElseGet(OptionalInt::empty))),
                made -> event("session.changed", made).with("config_version", String.valueOf(made.configVersion())));
        return render(patched, uri);
    }

    @DELETE
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}")
    @Operation(summary = "Delete a session; its tokens stop working")
    public ObjectNode delete(@PathParam("session") String id) {
        var session = open(id);
        trail.act(
                session.tenant(),
                () -> {
                    if (!sessions.delete(session.tenant(), session.id())) {
                        throw notFound();
                    }
                    return session;
                },
                gone -> event("session.deleted", gone));
        return JsonNodeFactory.instance.objectNode().put("session_id", id).put("deleted", true);
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}/attach")
    @Operation(summary = "A session as it stands, beside tools that the caller runs itself and sends with each request")
    public ObjectNode attach(@PathParam("session") String id, byte[] body, UriInfo uri) {
        var session = open(id);
        var members = Members.of(Bodies.optionalObject(body));
        members.only("experimental");
        var brought = customs.read(members);
        Bodies.check(members);
        return CustomToolJson.echo(render(session, uri), brought);
    }

    @GET
    @Needs(area = Area.SESSIONS, access = Access.READ)
    @Path("/{session}/config_history")
    @Operation(summary = "Every configuration that the session has had, newest first")
    public ObjectNode history(@PathParam("session") String id, UriInfo uri) {
        var page = pages.of(uri, 20, 100);
        var session = open(id);
        var found = sessions.history(session.tenant(), session.id(), new Slice(page.offset(), page.limit()))
                .orElseThrow(SessionResource::notFound);
        return page.envelope(
                found.items(), found.total(), version -> SessionJson.version(session, version, Generation.of(uri)));
    }

    @GET
    @Needs(area = Area.SESSIONS, access = Access.READ)
    @Path("/{session}/tools")
    @Operation(summary = "The tools a session lists")
    public ObjectNode tools(@PathParam("session") String id, UriInfo uri) {
        // The oldest SDK reads one page and no more, so by default one page holds everything (contract 3.3).
        var page = pages.of(uri, 500, 500);
        var session = open(id);
        var all = new ArrayList<ObjectNode>();
        MetaTools.listed(session).forEach(tool -> all.add(ToolJson.of(tool)));
        visible.listed(session).forEach(tool -> all.add(render(tool)));
        return page.cut(all, tool -> tool);
    }

    @POST
    @Needs(area = Area.TOOL_EXECUTION, access = Access.WRITE)
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}/execute")
    @HonoursIdempotencyKey
    @Operation(summary = "Run a tool in a session")
    public ObjectNode execute(@PathParam("session") String id, byte[] body) {
        var session = open(id);
        var members = Members.of(Bodies.object(body));
        members.only("tool_slug", "arguments", "account", "enable_auto_workbench_offload", "experimental");
        var slug = members.text("tool_slug", 256);
        var arguments = members.rawObject("arguments").orElseGet(Json::object);
        var account = members.text("account", 256);
        var delivery = members.flag("enable_auto_workbench_offload").orElse(false) ? Delivery.PREVIEW : Delivery.WHOLE;
        var brought = customs.read(members);
        Bodies.check(members);
        if (slug.isEmpty()) {
            throw ApiError.invalid("tool_slug: missing; it names the tool to run");
        }
        return run(session, slug.get(), arguments, account, delivery, brought);
    }

    @POST
    @Needs(area = Area.TOOL_EXECUTION, access = Access.WRITE)
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}/execute_meta")
    @HonoursIdempotencyKey
    @Operation(summary = "Run one of the router's own tools; older SDKs run every tool here")
    public ObjectNode executeMeta(@PathParam("session") String id, byte[] body) {
        var session = open(id);
        var members = Members.of(Bodies.object(body));
        members.only("slug", "arguments", "experimental");
        var slug = members.text("slug", 256);
        var arguments = members.rawObject("arguments").orElseGet(Json::object);
        var brought = customs.read(members);
        Bodies.check(members);
        if (slug.isEmpty()) {
            throw ApiError.invalid("slug: missing; it names the tool to run");
        }
        return run(session, slug.get(), arguments, Optional.empty(), Delivery.WHOLE, brought);
    }

    @POST
    @Needs(area = Area.TOOL_EXECUTION, access = Access.WRITE)
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}/search")
    @Operation(summary = "Find tools for what is to be done")
    public ObjectNode search(@PathParam("session") String id, byte[] body) {
        var session = open(id);
        var asked = Bodies.object(body);
        var members = Members.of(asked);
        var brought = customs.read(members);
        Bodies.check(members);
        asked.remove("experimental");
        var search = MetaTool.SEARCH_TOOLS.slug().value();
        return (ObjectNode) run(session, search, asked, Optional.empty(), Delivery.WHOLE, brought)
                .get("data");
    }

    private ObjectNode run(
            Session session,
            String slug,
            ObjectNode arguments,
            Optional<String> account,
            Delivery delivery,
            CustomTools brought) {
        return ExecutionJson.inSession(
                router.call(new ToolScope.InSession(session), slug, arguments, account, delivery, brought));
    }

    @POST
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}/tokens")
    @HonoursIdempotencyKey
    @Operation(summary = "Issue another bearer token for the session's MCP address")
    public Response issueToken(@PathParam("session") String id, UriInfo uri) {
        var issued = issue(open(id), uri);
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("token", issued.token())
                .put("expires_at", Timestamps.of(issued.expiresAt()));
        return Response.status(Response.Status.CREATED).entity(json).build();
    }

    @DELETE
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Path("/{session}/tokens")
    @Operation(summary = "Revoke every token of the session")
    public ObjectNode revokeTokens(@PathParam("session") String id) {
        var session = open(id);
        trail.act(
                session.tenant(),
                () -> {
                    if (!sessions.revokeTokens(session.tenant(), session.id())) {
                        throw notFound();
                    }
                    return session;
                },
                kept -> event("session_token.revoked", kept).with("tokens", "all"));
        return JsonNodeFactory.instance.objectNode().put("session_id", id).put("revoked", true);
    }

    private SessionTokens.Issued issue(Session session, UriInfo uri) {
        // Outside of the transaction: the keys that sign may have to be read, which takes a connection of its own.
        var issued = tokens.issue(session, url(session, uri));
        trail.record(
                session.tenant(),
                event("session_token.issued", session).with("expires_at", Timestamps.of(issued.expiresAt())));
        return issued;
    }

    private AuditEvent event(String action, Session session) {
        return AuditEvent.done(action, caller.actor(), session.id().value());
    }

    private Session open(String id) {
        return access.open(id).orElseThrow(SessionResource::notFound);
    }

    private static Session changed(SessionChange change) {
        return switch (change) {
            case SessionChange.Changed(var session) -> session;
            case SessionChange.Invalid(var problems) -> throw ApiError.invalid(problems);
            case SessionChange.Outdated(var version) ->
                throw new ApiError(
                        ErrorKind.CONFLICT,
                        "The session was changed meanwhile: its config_version is now " + version
                                + ". Nothing was changed.",
                        "Read the session again and repeat the change with the new version.",
                        List.of());
            case SessionChange.Absent() -> throw notFound();
        };
    }

    private static ApiError notFound() {
        return new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session.");
    }

    private ObjectNode render(Session session, UriInfo uri) {
        return SessionJson.of(session, visible.entries(session), url(session, uri), Generation.of(uri));
    }

    private ObjectNode render(Tool tool) {
        return ToolJson.of(tool, catalog.toolkit(tool.toolkit()).orElseThrow());
    }

    private String url(Session session, UriInfo uri) {
        return addresses.of(session.id(), uri.getRequestUri().getRawAuthority());
    }

    /** They are the request's alone (contract 4.7). */
    private static void withoutCustoms(ObjectNode document) {
        if (document.get("experimental") instanceof ObjectNode block) {
            block.remove(List.of(CustomToolsReader.TOOLS, CustomToolsReader.TOOLKITS));
        }
    }

    /** On creation null says the same as leaving a block out. */
    private static ObjectNode withoutNulls(ObjectNode document) {
        var absent = new ArrayList<String>();
        document.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                absent.add(entry.getKey());
            }
        });
        return document.remove(absent);
    }
}

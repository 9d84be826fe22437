package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.audit.Execution;
import dev.patchbay.gateway.audit.ExecutionReader;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /logs/tool_execution}: which calls were made and how they ended (contract section 14, at the end). The ids are those
 * that executing a tool answers as {@code log_id}.
 */
@Path("/api/{generation: v3(\\.1)?}/logs/tool_execution")
@Tag(name = "Logs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExecutionLogResource {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final ExecutionReader executions;
    private final Cursors cursors;
    private final CurrentCaller caller;

    ExecutionLogResource(ExecutionReader executions, Cursors cursors, CurrentCaller caller) {
        this.executions = executions;
        this.cursors = cursors;
        this.caller = caller;
    }

    @POST
    @Needs(area = Area.OBSERVABILITY, access = Access.READ)
    @Operation(summary = "Find executions, the newest first")
    public ObjectNode find(byte[] body) {
        var document = Bodies.optionalObject(body);
        var members = Members.of(document);
        members.storable();
        members.only("limit", "cursor", "filters", "time_range");
        var limit = members.integer("limit", 1, Integer.MAX_VALUE).map(asked -> Math.min(asked, MOST));
        var cursor = members.text("cursor", 512);
        var query = ExecutionLogQuery.read(members);
        Bodies.check(members);
        document.remove(List.of("limit", "cursor"));
        var listing = Json.write(Json.object()
                .put("tenant", caller.tenant().value())
                .put("listing", "tool_execution")
                .set("asked", document));
        var after = cursor.map(text -> last(listing, text));
        var most = limit.orElse(USUAL);
        var found = query.map(asked -> executions
                        .list(caller.tenant(), asked, after, most + 1)
                        .orElseThrow(ExecutionLogResource::tooMuch))
                .orElse(List.of());
        return page(listing, found, most);
    }

    @GET
    @Needs(area = Area.OBSERVABILITY, access = Access.READ)
    @Path("/{id}")
    @Operation(summary = "One execution")
    public ObjectNode get(@PathParam("id") String id) {
        return Optional.of(id)
                .filter(text -> text.indexOf(0) < 0)
                .flatMap(text -> executions.get(caller.tenant(), text))
                .map(ExecutionLogJson::single)
                .orElseThrow(() -> new ApiError(
                        ErrorKind.EXECUTION_LOG_NOT_FOUND,
                        "There is no such execution.",
                        "Ids are the log_id of an answer; POST …/logs/tool_execution lists them.",
                        List.of()));
    }

    private static ApiError tooMuch() {
        return new ApiError(
                ErrorKind.UNAVAILABLE,
                "The search was given up after two seconds, or because others are running.",
                "Narrow it with time_range, or send it again later.",
                List.of());
    }

    private ObjectNode page(String listing, List<Execution> found, int most) {
        var json = Json.object();
        var logs = json.putArray("logs");
        var shown = found.subList(0, Math.min(most, found.size()));
        shown.forEach(execution -> logs.add(ExecutionLogJson.listed(execution)));
        if (found.size() > most) {
            var last = shown.getLast().id();
            json.put("next_cursor", last + "." + cursors.next(listing + last, 0));
        } else {
            json.putNull("next_cursor");
        }
        return json;
    }

    /** Names the last one of the page before, so that what is added meanwhile moves nothing. */
    private Execution last(String listing, String cursor) {
        var dot = cursor.indexOf('.');
        var id = dot < 0 ? "" : cursor.substring(0, dot);
        return Optional.of(cursor.substring(dot + 1))
                .filter(signed -> cursors.offset(listing + id, signed).isPresent())
                .flatMap(_ -> executions.get(caller.tenant(), id))
                .orElseThrow(
                        () -> ApiError.invalid("cursor: not one of this listing, or expired; begin again without it"));
    }
}

package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.rest.Unoffered.Answer;
import dev.patchbay.gateway.rest.Unoffered.Listing;
import dev.patchbay.gateway.tenancy.Needs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Answers what is {@link Unoffered}. Routes that exist are found first; a path of one of its areas that no operation has is
 * 404, like everywhere. A limited key needs one of the scopes under which such operations fall.
 */
@Path("/api/{generation: v3(\\.1)?}/{operation: " + Unoffered.PATHS + "}")
@Tag(name = "Not offered")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class UnofferedResource {
    private final Pages pages;

    UnofferedResource(Pages pages) {
        this.pages = pages;
    }

    @GET
    @Needs(area = Area.TRIGGERS, access = Access.READ)
    @Needs(area = Area.WEBHOOKS, access = Access.READ)
    @Needs(area = Area.OBSERVABILITY, access = Access.READ)
    @Needs(area = Area.SESSIONS, access = Access.READ)
    @Operation(summary = "Empty lists of what cannot be made here, and 501")
    public JsonNode get(@PathParam("operation") String operation, UriInfo uri) {
        return answer("GET", operation, uri);
    }

    @POST
    @Needs(area = Area.TRIGGERS, access = Access.WRITE)
    @Needs(area = Area.WEBHOOKS, access = Access.WRITE)
    @Needs(area = Area.OBSERVABILITY, access = Access.READ)
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Needs(area = Area.TOOLS, access = Access.WRITE)
    @Operation(summary = "501")
    public JsonNode post(@PathParam("operation") String operation, UriInfo uri) {
        return answer("POST", operation, uri);
    }

    @PUT
    @Needs(area = Area.WEBHOOKS, access = Access.WRITE)
    @Operation(summary = "501")
    public JsonNode put(@PathParam("operation") String operation, UriInfo uri) {
        return answer("PUT", operation, uri);
    }

    @PATCH
    @Needs(area = Area.TRIGGERS, access = Access.WRITE)
    @Needs(area = Area.WEBHOOKS, access = Access.WRITE)
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(summary = "501")
    public JsonNode patch(@PathParam("operation") String operation, UriInfo uri) {
        return answer("PATCH", operation, uri);
    }

    @DELETE
    @Needs(area = Area.TRIGGERS, access = Access.WRITE)
    @Needs(area = Area.WEBHOOKS, access = Access.WRITE)
    @Needs(area = Area.SESSIONS, access = Access.WRITE)
    @Operation(summary = "501")
    public JsonNode delete(@PathParam("operation") String operation, UriInfo uri) {
        return answer("DELETE", operation, uri);
    }

    private JsonNode answer(String method, String operation, UriInfo uri) {
        return switch (Unoffered.find(method, operation).orElseThrow(NotFoundException::new)) {
            case Answer.Nothing(var listing) -> nothing(listing, uri);
            case Answer.Refusal(var reason, var instead) ->
                throw new ApiError(ErrorKind.NOT_OFFERED, reason, instead, List.of());
        };
    }

    private JsonNode nothing(Listing listing, UriInfo uri) {
        return switch (listing) {
            case ENVELOPE -> pages.of(uri, 20, 1000).cut(List.<JsonNode>of(), item -> item);
            case ARRAY -> Json.object().arrayNode();
        };
    }
}

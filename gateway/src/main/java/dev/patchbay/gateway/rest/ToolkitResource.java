package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /toolkits}: what can be connected (contract section 9). */
@Path("/api/{generation: v3(\\.1)?}/toolkits")
@Tag(name = "Toolkits")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ToolkitResource {
    private final Catalog catalog;
    private final Pages pages;

    ToolkitResource(Catalog catalog, Pages pages) {
        this.pages = pages;
        this.catalog = catalog;
    }

    @GET
    @Needs(area = Area.TOOLKITS, access = Access.READ)
    @Operation(summary = "List toolkits")
    public ObjectNode list(UriInfo uri) {
        var found = ToolkitQuery.of(uri.getQueryParameters()).of(catalog.toolkits());
        return pages.of(uri, 20, 1000).cut(found, this::listed);
    }

    @GET
    @Needs(area = Area.TOOLKITS, access = Access.READ)
    @Path("/categories")
    @Operation(summary = "The categories that toolkits are in")
    public ObjectNode categories(UriInfo uri) {
        var ids = catalog.toolkits().stream()
                .flatMap(toolkit -> toolkit.categories().stream())
                .distinct()
                .sorted()
                .toList();
        return pages.of(uri, 1000, 1000).cut(ids, ToolkitJson::category);
    }

    @GET
    @Needs(area = Area.TOOLKITS, access = Access.READ)
    @Path("/changelog")
    @Operation(summary = "The versions that this release has of each toolkit")
    public ObjectNode changelog(UriInfo uri) {
        return pages.of(uri, 1000, 1000)
                .cut(catalog.toolkits(), toolkit -> ToolkitJson.changes(toolkit, tools(toolkit)));
    }

    /** As the list, of those named; names of toolkits that are not here are left out, as a filter leaves out. */
    @POST
    @Needs(area = Area.TOOLKITS, access = Access.READ)
    @Path("/multi")
    @Operation(summary = "The toolkits that are named, as the list has them")
    public ObjectNode several(byte[] body, UriInfo uri) {
        var asked = Bodies.optionalObject(body);
        var members = Members.of(asked);
        members.only("toolkits", "category", "managed_by", "sort_by", "limit", "cursor");
        var named = members.texts("toolkits")
                .map(names -> names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        var category = members.text("category");
        var managedBy = members.text("managed_by");
        var sortBy = members.text("sort_by");
        var page = pages.of(uri, asked, members, 20, 1000);
        Bodies.check(members);
        var found =
                ToolkitQuery.of(category, Optional.empty(), managedBy, Optional.empty(), sortBy)
                        .of(catalog.toolkits())
                        .stream()
                        .filter(toolkit -> named.isEmpty()
                                || named.get().contains(toolkit.slug().value()))
                        .toList();
        return page.cut(found, this::listed);
    }

    @GET
    @Needs(area = Area.TOOLKITS, access = Access.READ)
    @Path("/{slug}")
    @Operation(summary = "One toolkit, with the fields its connection asks for")
    public ObjectNode get(@PathParam("slug") String slug, UriInfo uri) {
        var toolkit = find(catalog, slug);
        QueryList.text(uri.getQueryParameters(), "version")
                .ifPresent(version -> ToolkitVersions.check(toolkit, "version", version));
        return ToolkitJson.single(toolkit, tools(toolkit));
    }

    /** Toolkit slugs compare without regard to case (contract 3.1). */
    static Toolkit find(Catalog catalog, String slug) {
        var lower = slug.toLowerCase(Locale.ROOT);
        if (ToolkitSlug.isValid(lower)) {
            var found = catalog.toolkit(new ToolkitSlug(lower));
            if (found.isPresent()) {
                return found.get();
            }
        }
        var known = catalog.toolkits().stream().map(each -> each.slug().value()).toList();
        throw new ApiError(
                ErrorKind.TOOLKIT_NOT_FOUND,
                "There is no toolkit \"" + (slug.length() > 64 ? slug.substring(0, 64) + "…" : slug) + "\".",
                "Toolkits here: " + String.join(", ", known) + ".",
                List.of());
    }

    private int tools(Toolkit toolkit) {
        return catalog.entries(toolkit.slug()).size();
    }

    private ObjectNode listed(Toolkit toolkit) {
        return ToolkitJson.listed(toolkit, tools(toolkit));
    }
}

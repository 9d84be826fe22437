package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.tenancy.Needs;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        var query = uri.getQueryParameters();
        var page = pages.of(uri, 20, 1000);
        var category = QueryList.text(query, "category");
        var search = QueryList.text(query, "search").map(text -> text.toLowerCase(Locale.ROOT));
        var managed = QueryList.text(query, "managed_by")
                .filter(by -> by.equals("composio"))
                .isPresent();
        List<Toolkit> found = catalog.toolkits().stream()
                .filter(toolkit -> category.isEmpty() || toolkit.categories().contains(category.get()))
                .filter(toolkit -> search.isEmpty() || matches(toolkit, search.get()))
                .filter(toolkit -> !managed) // no toolkit here has credentials of the operator's own
                .sorted(Comparator.comparing(Toolkit::slug))
                .toList();
        return page.cut(found, toolkit -> ToolkitJson.listed(toolkit, tools(toolkit)));
    }

    @GET
    @Needs(area = Area.TOOLKITS, access = Access.READ)
    @Path("/{slug}")
    @Operation(summary = "One toolkit, with the fields its connection asks for")
    public ObjectNode get(@PathParam("slug") String slug) {
        var toolkit = find(catalog, slug);
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

    private static boolean matches(Toolkit toolkit, String search) {
        return (toolkit.slug() + " " + toolkit.title() + " " + toolkit.description())
                .toLowerCase(Locale.ROOT)
                .contains(search);
    }
}

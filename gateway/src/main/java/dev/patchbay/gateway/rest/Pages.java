package dev.patchbay.gateway.rest;

import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads which page of a listing is asked for (contract 3.3): a limit that is clamped, never refused, for being too large (the
 * SDK sends 9999), and an opaque cursor that is good for the same listing of the same tenant with the same filters only.
 */
@ApplicationScoped
class Pages {
    private static final List<String> PAGING = List.of("limit", "cursor");

    private final Cursors cursors;
    private final CurrentCaller caller;

    Pages(Cursors cursors, CurrentCaller caller) {
        this.cursors = cursors;
        this.caller = caller;
    }

    /**
     * @param fallback the limit where none is given
     * @param most the highest limit there is
     */
    Page of(UriInfo uri, int fallback, int most) {
        var query = uri.getQueryParameters();
        var listing = listing(uri);
        return new Page(
                limit(query.getFirst("limit"), fallback, most),
                offset(listing, query.getFirst("cursor")),
                offset -> cursors.next(listing, offset));
    }

    /** As JSON, so that no two listings read alike. */
    private String listing(UriInfo uri) {
        var filters = new TreeMap<>(uri.getQueryParameters());
        filters.keySet().removeAll(PAGING);
        var listing = Json.object().put("tenant", caller.tenant().value()).put("path", uri.getPath());
        var named = listing.putObject("filters");
        filters.forEach((name, values) -> {
            var list = named.putArray(name);
            values.forEach(list::add);
        });
        return Json.write(listing);
    }

    private int offset(String listing, @Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        return cursors.offset(listing, cursor)
                .orElseThrow(() -> ApiError.invalid("cursor: not one that this listing returned within the last day;"
                        + " leave it out to begin again"));
    }

    private static int limit(@Nullable String text, int fallback, int most) {
        if (text == null || text.isEmpty()) {
            return fallback;
        }
        try {
            var asked = Long.parseLong(text);
            if (asked >= 1) {
                return (int) Math.min(asked, most);
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw ApiError.invalid("limit: must be a whole number from 1 to " + most);
    }
}

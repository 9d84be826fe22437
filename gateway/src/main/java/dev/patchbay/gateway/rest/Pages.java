package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
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

    /**
     * As {@link #of(UriInfo, int, int)}, for a listing that is asked for in a body.
     *
     * @param body all of which but limit and cursor is what the listing is of
     * @param members of it; a problem with them is noted there
     */
    Page of(UriInfo uri, ObjectNode body, Members members, int fallback, int most) {
        var asked = listed(uri);
        asked.set("filters", body.deepCopy().remove(PAGING));
        var listing = Json.write(asked);
        var limit = members.integer("limit", 1, Integer.MAX_VALUE).orElse(fallback);
        return new Page(
                Math.min(limit, most),
                offset(listing, members.text("cursor").orElse(null)),
                offset -> cursors.next(listing, offset));
    }

    private ObjectNode listed(UriInfo uri) {
        return Json.object().put("tenant", caller.tenant().value()).put("path", uri.getPath());
    }

    /** As JSON, so that no two listings read alike. */
    private String listing(UriInfo uri) {
        var filters = new TreeMap<>(uri.getQueryParameters());
        filters.keySet().removeAll(PAGING);
        var listing = listed(uri);
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

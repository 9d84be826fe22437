package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * One page of a listing, as the caller asked for it; see {@link Pages}.
 *
 * @param cursors makes the cursor that goes on from an offset
 */
record Page(int limit, int offset, IntFunction<String> cursors) {

    /** The envelope around items that were already cut to this page. */
    <T> ObjectNode envelope(List<T> items, long total, Function<T, ? extends JsonNode> render) {
        var envelope = JsonNodeFactory.instance.objectNode();
        var list = envelope.putArray("items");
        items.forEach(item -> list.add(render.apply(item)));
        var next = offset + items.size();
        if (next < total && !items.isEmpty()) {
            envelope.put("next_cursor", cursors.apply(next));
        } else {
            envelope.putNull("next_cursor");
        }
        envelope.put("total_pages", (total + limit - 1) / limit);
        envelope.put("current_page", offset / limit + 1);
        envelope.put("total_items", total);
        return envelope;
    }

    /** As {@link #envelope}, cutting this page out of everything. */
    <T> ObjectNode cut(List<T> all, Function<T, ? extends JsonNode> render) {
        var from = Math.min(offset, all.size());
        var to = Math.min(from + limit, all.size());
        return envelope(all.subList(from, to), all.size(), render);
    }
}

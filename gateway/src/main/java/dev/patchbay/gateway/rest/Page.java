package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.http.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, as the caller asked for it (contract 3.3): a limit that is clamped, never refused, for being too
 * large (the SDK sends 9999), and an opaque cursor.
 *
 * <p>The cursor holds an offset and no more: it opens nothing, so it is not sealed.
 */
record Page(int limit, int offset) {
    private static final String CURSOR = "o:";

    static Page of(@Nullable String limit, @Nullable String cursor, int fallback, int most) {
        return new Page(limit(limit, fallback, most), offset(cursor));
    }

    /** The envelope around items that were already cut to this page. */
    <T> ObjectNode envelope(List<T> items, long total, Function<T, ? extends JsonNode> render) {
        var envelope = JsonNodeFactory.instance.objectNode();
        var list = envelope.putArray("items");
        items.forEach(item -> list.add(render.apply(item)));
        var next = offset + items.size();
        if (next < total && !items.isEmpty()) {
            envelope.put("next_cursor", cursor(next));
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

    private static int offset(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return 0;
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(CURSOR)) {
                var offset = Integer.parseInt(text.substring(CURSOR.length()));
                if (offset >= 0) {
                    return offset;
                }
            }
        } catch (IllegalArgumentException notOurs) {
            // said below; NumberFormatException is one too
        }
        throw ApiError.invalid("cursor: not one that a listing here returned");
    }

    private static String cursor(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((CURSOR + offset).getBytes(StandardCharsets.UTF_8));
    }
}

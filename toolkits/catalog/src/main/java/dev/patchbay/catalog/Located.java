package dev.patchbay.catalog;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that was read from a file and knows the line each part of it came from. */
public final class Located {
    private final String file;
    private final JsonNode json;
    private final Map<JsonPointer, Integer> lines;

    Located(String file, JsonNode json, Map<JsonPointer, Integer> lines) {
        this.file = file;
        this.json = json;
        this.lines = Map.copyOf(lines);
    }

    public String file() {
        return file;
    }

    /** The content, in the node types that Jackson's own parser gives. Not to be modified. */
    public JsonNode json() {
        return json;
    }

    /** The line of a member's key or of a list's item, counted from 1; for what does not exist, that of its nearest owner. */
    public int lineOf(JsonPointer at) {
        for (@Nullable JsonPointer place = at; place != null; place = place.head()) {
            var line = lines.get(place);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    /** A problem with the part at {@code at}. */
    public Problem problem(JsonPointer at, String message) {
        return new Problem(file, lineOf(at), message);
    }
}

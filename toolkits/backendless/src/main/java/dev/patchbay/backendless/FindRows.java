package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.UpstreamRequest;

/**
 * Reads rows with a GET, the step {@code read}, or where that address would be too long with the step {@code find}, a POST
 * of the same parameters. The service documents both as equal.
 */
public final class FindRows implements Behaviour {
    /** Of the whole address. The service documents no limit; this is where old proxies begin to refuse. */
    private static final int LONGEST_ADDRESS = 2000;

    /** What stands before the path is not ours to know: a region's host, an application id and a key are 104 bytes. */
    private static final int BASE = 110;

    @Override
    public String name() {
        return "backendless/find-rows";
    }

    @Override
    public Outcome<JsonNode> call(ToolSlug tool, ObjectNode arguments, Steps steps) {
        var sent = withDistinct(arguments);
        return steps.request("read", sent)
                .then(request -> isShort(request) ? steps.send(request) : steps.send("find", sent));
    }

    private static boolean isShort(UpstreamRequest request) {
        // Both are encoded, so every character is one byte; one more is the question mark.
        return BASE + request.path().length() + 1 + request.query().length() <= LONGEST_ADDRESS;
    }

    /**
     * The service's REST page gives the name of a column, its SDKs a boolean beside the columns in {@code props}. A name is
     * sent the second way, which leads to the same rows.
     */
    private static ObjectNode withDistinct(ObjectNode arguments) {
        var sent = arguments.deepCopy();
        var distinct = arguments.path("distinct");
        if (!distinct.isTextual()) {
            return sent;
        }
        var column = distinct.textValue();
        if (column.equals("true") || column.equals("false")) {
            return sent.put("distinct", Boolean.parseBoolean(column));
        }
        if (!arguments.hasNonNull("props")) {
            sent.put("props", column);
        }
        return sent.put("distinct", true);
    }
}

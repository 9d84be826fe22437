package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tools that a search has found, each once: the best with their full input schema, the others by reference (contract
 * 5.3). So that a search stays a small part of a model's context, schemas beyond a budget become references as well.
 */
final class ToolCards {
    /** Characters of input schemas in one answer. The largest schema of ours has about 9 000. */
    private static final int BUDGET = 12_000;

    private final VisibleTools tools;
    private final Map<ToolSlug, ObjectNode> cards = new LinkedHashMap<>();
    private int spent;

    ToolCards(VisibleTools tools) {
        this.tools = tools;
    }

    void add(ToolSlug slug, boolean inFull) {
        var present = cards.get(slug);
        if (present != null && (present.path("hasFullSchema").booleanValue() || !inFull)) {
            return;
        }
        cards.put(slug, card(tools.whole(slug), inFull));
    }

    private ObjectNode card(Tool tool, boolean inFull) {
        var card = Json.object()
                .put("tool_slug", tool.slug().value())
                .put("toolkit", tool.toolkit().value())
                .put("description", tool.description());
        var size = inFull ? Json.write(tool.inputSchema()).length() : 0;
        var full = inFull && (spent == 0 || spent + size <= BUDGET);
        card.put("hasFullSchema", full);
        if (full) {
            spent += size;
            card.set("input_schema", tool.inputSchema());
        } else {
            var reference = card.putObject("schemaRef")
                    .put("tool", MetaTool.GET_TOOL_SCHEMAS.slug().value());
            reference.putObject("args").putArray("tool_slugs").add(tool.slug().value());
        }
        return card;
    }

    boolean isEmpty() {
        return cards.isEmpty();
    }

    ObjectNode json() {
        var json = Json.object();
        cards.forEach((slug, card) -> json.set(slug.value(), card));
        return json;
    }
}

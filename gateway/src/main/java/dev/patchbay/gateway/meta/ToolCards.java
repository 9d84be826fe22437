package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.custom.CustomTool;
import dev.patchbay.gateway.json.Json;
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
    private final Map<String, ObjectNode> cards = new LinkedHashMap<>();
    private int spent;

    ToolCards(VisibleTools tools) {
        this.tools = tools;
    }

    void add(ToolSlug slug, boolean inFull) {
        if (isNew(slug.value(), inFull)) {
            var tool = tools.whole(slug);
            add(slug.value(), tool.toolkit().value(), tool.description(), tool.inputSchema(), inFull);
        }
    }

    void add(CustomTool tool, boolean inFull) {
        if (isNew(tool.slug(), inFull)) {
            add(tool.slug(), tool.toolkit(), tool.description(), tool.inputSchema(), inFull);
        }
    }

    private boolean isNew(String slug, boolean inFull) {
        var present = cards.get(slug);
        return present == null || (inFull && !present.path("hasFullSchema").booleanValue());
    }

    private void add(String slug, String toolkit, String description, ObjectNode schema, boolean inFull) {
        var card = Json.object().put("tool_slug", slug).put("toolkit", toolkit).put("description", description);
        var size = inFull ? Json.write(schema).length() : 0;
        var full = inFull && (spent == 0 || spent + size <= BUDGET);
        card.put("hasFullSchema", full);
        if (full) {
            spent += size;
            card.set("input_schema", schema);
        } else {
            var reference = card.putObject("schemaRef")
                    .put("tool", MetaTool.GET_TOOL_SCHEMAS.slug().value());
            reference.putObject("args").putArray("tool_slugs").add(slug);
        }
        cards.put(slug, card);
    }

    boolean isEmpty() {
        return cards.isEmpty();
    }

    ObjectNode json() {
        var json = Json.object();
        cards.forEach(json::set);
        return json;
    }
}

package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.custom.CustomTool;
import dev.patchbay.gateway.custom.CustomToolkit;
import dev.patchbay.gateway.custom.CustomTools;
import dev.patchbay.gateway.custom.CustomToolsReader;
import dev.patchbay.gateway.json.Json;

/** What a caller brought along, told back with its final names (contract 4.1 and 4.7). */
final class CustomToolJson {
    private CustomToolJson() {}

    /** Adds the echo to a session object; nothing where nothing was brought. */
    static ObjectNode echo(ObjectNode session, CustomTools brought) {
        if (brought.isEmpty()) {
            return session;
        }
        var experimental = session.withObject("experimental");
        if (!brought.tools().isEmpty()) {
            var list = experimental.putArray(CustomToolsReader.TOOLS);
            brought.tools().forEach(tool -> list.add(of(tool)));
        }
        if (!brought.toolkits().isEmpty()) {
            var list = experimental.putArray(CustomToolsReader.TOOLKITS);
            brought.toolkits().forEach(toolkit -> list.add(of(toolkit)));
        }
        return session;
    }

    private static ObjectNode of(CustomToolkit toolkit) {
        var json = Json.object()
                .put("slug", toolkit.slug())
                .put("name", toolkit.name())
                .put("description", toolkit.description());
        toolkit.preload().ifPresent(preload -> json.put("preload", preload));
        var tools = json.putArray("tools");
        toolkit.tools().forEach(tool -> tools.add(of(tool)));
        return json;
    }

    private static ObjectNode of(CustomTool tool) {
        var json = Json.object()
                .put("slug", tool.slug())
                .put("original_slug", tool.originalSlug())
                .put("name", tool.name())
                .put("description", tool.description());
        tool.extended()
                .ifPresent(toolkit -> json.put("extends_toolkit", toolkit.slug().value()));
        tool.preload().ifPresent(preload -> json.put("preload", preload));
        json.set("input_schema", tool.inputSchema());
        tool.outputSchema().ifPresent(schema -> json.set("output_schema", schema));
        return json;
    }
}

package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;

/** The contract's Tool object (section 8.1). No member but {@code scope_requirements} is null: the SDKs throw on nulls where absence would do. */
final class ToolJson {
    private ToolJson() {}

    static ObjectNode of(Tool tool, Toolkit toolkit) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("slug", tool.slug().value());
        json.put("name", tool.title());
        json.put("description", tool.description());
        json.putObject("toolkit")
                .put("slug", toolkit.slug().value())
                .put("name", toolkit.title())
                .put("logo", "");
        json.set("input_parameters", tool.inputSchema());
        json.set("output_parameters", wrapped(tool.outputSchema()));
        json.put("no_auth", false);
        json.put("version", toolkit.version());
        json.putArray("available_versions").add(toolkit.version());
        json.putArray("scopes");
        json.putNull("scope_requirements");
        tags(json.putArray("tags"), tool);
        json.put("is_deprecated", false);
        var deprecated = json.putObject("deprecated");
        deprecated
                .put("displayName", tool.title())
                .put("version", toolkit.version())
                .put("is_deprecated", false);
        deprecated.putArray("available_versions").add(toolkit.version());
        deprecated.putObject("toolkit").put("logo", "");
        return json;
    }

    private static void tags(ArrayNode tags, Tool tool) {
        tool.hints().names().forEach(tags::add);
        if (tool.important()) {
            tags.add("important");
        }
    }

    /** What a caller really gets: the result envelope around the tool's own result. */
    private static ObjectNode wrapped(ObjectNode result) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var properties = schema.putObject("properties");
        properties.set("data", result);
        properties
                .putObject("error")
                .put("description", "What went wrong, or null.")
                .putArray("type")
                .add("string")
                .add("null");
        properties.putObject("successful").put("type", "boolean").put("description", "Whether the call succeeded.");
        properties.putObject("log_id").put("type", "string").put("description", "Under which the call is logged.");
        schema.putArray("required").add("data").add("error").add("successful");
        return schema;
    }
}

package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.meta.MetaTool;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import java.util.List;

/** The contract's Tool object (section 8.1). No member but {@code scope_requirements} is null: the SDKs throw on nulls where absence would do. */
final class ToolJson {
    /** They come with the release and have no dates of their own. */
    private static final String META_VERSION = "00000000_00";

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
        json.set("input_parameters", withProperties(tool.inputSchema()));
        json.set("output_parameters", wrapped(tool.outputSchema()));
        json.put("no_auth", false);
        json.put("version", toolkit.version());
        ToolkitVersions.of(toolkit).forEach(json.putArray("available_versions")::add);
        json.putArray("scopes");
        json.putNull("scope_requirements");
        tags(json.putArray("tags"), tool.hints(), tool.important());
        json.put("is_deprecated", false);
        deprecated(json, tool.title(), ToolkitVersions.of(toolkit));
        return json;
    }

    /** One of the router's own, which belongs to a toolkit of its own (contract section 7). */
    static ObjectNode of(MetaTool tool) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("slug", tool.slug().value());
        json.put("name", tool.title());
        json.put("description", tool.description());
        json.putObject("toolkit")
                .put("slug", "COMPOSIO")
                .put("name", "composio")
                .put("logo", "");
        json.set("input_parameters", withProperties(tool.inputSchema()));
        json.set(
                "output_parameters",
                wrapped(JsonNodeFactory.instance.objectNode().put("type", "object")));
        json.put("no_auth", true);
        json.put("version", META_VERSION);
        json.putArray("available_versions").add(META_VERSION);
        json.putArray("scopes");
        json.putNull("scope_requirements");
        tags(json.putArray("tags"), tool.hints(), tool.important());
        json.put("is_deprecated", false);
        deprecated(json, tool.title(), List.of(META_VERSION));
        return json;
    }

    /** Where SDKs read whether a tool is deprecated. */
    private static void deprecated(ObjectNode json, String title, List<String> versions) {
        var deprecated = json.putObject("deprecated");
        deprecated.put("displayName", title).put("version", versions.getFirst()).put("is_deprecated", false);
        versions.forEach(deprecated.putArray("available_versions")::add);
        deprecated.putObject("toolkit").put("logo", "");
    }

    /** The oldest SDK throws on an object schema that does not say its properties, though it has none (contract 8.1). */
    private static ObjectNode withProperties(ObjectNode schema) {
        if (schema.has("properties")) {
            return schema;
        }
        var whole = schema.deepCopy();
        whole.putObject("properties");
        return whole;
    }

    private static void tags(ArrayNode tags, Hints hints, boolean important) {
        hints.names().forEach(tags::add);
        if (important) {
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

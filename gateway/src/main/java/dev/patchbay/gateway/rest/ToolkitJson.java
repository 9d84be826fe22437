package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.Field;
import dev.patchbay.toolkit.Toolkit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The contract's toolkit objects (sections 9.1 and 9.2). */
final class ToolkitJson {
    /** All of today's connection forms are keys a user types in, which the contract calls API_KEY. */
    static final String SCHEME = "API_KEY";

    private ToolkitJson() {}

    static ObjectNode listed(Toolkit toolkit, int tools) {
        var json = common(toolkit);
        json.putObject("deprecated").put("toolkitId", toolkit.slug().value());
        var meta = meta(json, toolkit, tools);
        var categories = meta.putArray("categories");
        toolkit.categories().forEach(id -> categories.add(category(id)));
        return json;
    }

    static ObjectNode single(Toolkit toolkit, int tools) {
        var json = common(toolkit);
        json.put("enabled", true);
        json.putArray("composio_managed_auth");
        json.putArray("auth_config_details").add(authDetails(toolkit));
        var meta = meta(json, toolkit, tools);
        var categories = meta.putArray("categories");
        toolkit.categories()
                .forEach(id -> categories.addObject().put("slug", id).put("name", name(id)));
        var versions = meta.putArray("available_versions");
        ToolkitVersions.of(toolkit).forEach(versions::add);
        json.putObject("deprecated").put("toolkitId", toolkit.slug().value()).putArray("rawProxyInfoByAuthSchemes");
        return json;
    }

    static ObjectNode category(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id).put("name", name(id));
    }

    /** An item of the changelog, whose shape is that of the service we stand in for: slug, both names, versions, newest first. */
    static ObjectNode changes(Toolkit toolkit, int tools) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("slug", toolkit.slug().value());
        json.put("name", toolkit.title()).put("display_name", toolkit.title());
        var versions = json.putArray("versions");
        for (var version : ToolkitVersions.of(toolkit)) {
            versions.addObject()
                    .put("version", version)
                    .put("changelog", "The only version of this release: " + tools + " tools.");
        }
        return json;
    }

    private static ObjectNode common(Toolkit toolkit) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("slug", toolkit.slug().value());
        json.put("name", toolkit.title());
        json.put("type", "native");
        json.put("is_local_toolkit", false);
        json.put("no_auth", false);
        json.putArray("auth_schemes").add(SCHEME);
        json.putArray("composio_managed_auth_schemes");
        toolkit.documentation().ifPresent(address -> json.put("auth_guide_url", address));
        return json;
    }

    private static ObjectNode meta(ObjectNode json, Toolkit toolkit, int tools) {
        var released = released(toolkit.version());
        var meta = json.putObject("meta");
        meta.put("created_at", released).put("updated_at", released);
        meta.put("description", toolkit.description()).put("logo", "").put("version", toolkit.version());
        toolkit.documentation().ifPresent(address -> meta.put("app_url", address));
        meta.put("tools_count", tools).put("triggers_count", 0);
        return meta;
    }

    private static ObjectNode authDetails(Toolkit toolkit) {
        var details = JsonNodeFactory.instance.objectNode();
        details.put("name", toolkit.slug() + "_api_key").put("mode", SCHEME);
        var fields = details.putObject("fields");
        var creation = fields.putObject("auth_config_creation");
        creation.putArray("required");
        creation.putArray("optional");
        var initiation = fields.putObject("connected_account_initiation");
        var required = initiation.putArray("required");
        var optional = initiation.putArray("optional");
        var requiredEverywhere = requiredInEveryForm(toolkit);
        fields(toolkit)
                .forEach((name, field) -> field(
                        requiredEverywhere.contains(name) ? required : optional,
                        field,
                        requiredEverywhere.contains(name)));
        return details;
    }

    /** What a user fills in to connect an account, as one list. */
    static ArrayNode inputFields(Toolkit toolkit) {
        var list = JsonNodeFactory.instance.arrayNode();
        var requiredEverywhere = requiredInEveryForm(toolkit);
        fields(toolkit).forEach((name, field) -> field(list, field, requiredEverywhere.contains(name)));
        return list;
    }

    /** Every field of every form once; with several forms a field is required only if all of them require it. */
    private static Map<String, Field> fields(Toolkit toolkit) {
        var fields = new LinkedHashMap<String, Field>();
        toolkit.connections().stream()
                .flatMap(form -> form.fields().stream())
                .forEach(field -> fields.putIfAbsent(field.name(), field));
        return fields;
    }

    private static java.util.Set<String> requiredInEveryForm(Toolkit toolkit) {
        var required = new java.util.LinkedHashSet<>(fields(toolkit).keySet());
        for (ConnectionForm form : toolkit.connections()) {
            required.retainAll(form.fields().stream()
                    .filter(Field::required)
                    .map(Field::name)
                    .toList());
        }
        return required;
    }

    private static void field(ArrayNode list, Field field, boolean required) {
        var json = list.addObject();
        json.put("name", field.name()).put("displayName", field.title());
        json.put("type", "string").put("description", describe(field));
        json.put("required", required).put("is_secret", field.secret());
        field.defaultValue().ifPresent(value -> json.put("default", value));
        if (!field.aliases().isEmpty()) {
            json.put("legacy_template_name", field.aliases().getFirst());
        }
    }

    private static String describe(Field field) {
        var allowed = field.allowed().isEmpty() ? "" : " One of " + String.join(", ", field.allowed()) + ".";
        return field.description() + allowed;
    }

    /** {@code 20260615_00} as a timestamp: the definition's date is the only one a toolkit has. */
    private static String released(String version) {
        return version.substring(0, 4) + "-" + version.substring(4, 6) + "-" + version.substring(6, 8)
                + "T00:00:00.000Z";
    }

    private static String name(String id) {
        var words = id.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}

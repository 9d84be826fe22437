package dev.patchbay.gateway.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the members {@code custom_tools} and {@code custom_toolkits} of a request's {@code experimental} (contract 4.7). */
@ApplicationScoped
public class CustomToolsReader {
    public static final String TOOLS = "custom_tools";
    public static final String TOOLKITS = "custom_toolkits";

    private static final int LONGEST_SLUG = 60;
    private static final int MOST_IN_A_LIST = 200;
    /** Together; each costs an entry of an index that is made for the request. */
    private static final int MOST = 300;

    private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9_-]+");

    private final Catalog catalog;

    CustomToolsReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What {@code experimental} of a request brings along; notes what is wrong with it. Other members are not looked at. */
    public CustomTools read(Members request) {
        return request.object("experimental").map(this::brought).orElse(CustomTools.NONE);
    }

    private CustomTools brought(Members block) {
        var taken = new HashSet<String>();
        var tools = new ArrayList<CustomTool>();
        for (var item : items(block, TOOLS)) {
            item.only("slug", "name", "description", "input_schema", "output_schema", "extends_toolkit", "preload");
            var extended = item.text("extends_toolkit", 64).flatMap(name -> extended(item, name));
            var prefix = extended.map(toolkit -> toolkit.slug().value());
            tool(item, Optional.empty(), prefix, extended, taken).ifPresent(tools::add);
        }
        var toolkits = new ArrayList<CustomToolkit>();
        for (var item : items(block, TOOLKITS)) {
            toolkit(item, taken).ifPresent(toolkits::add);
        }
        var brought = new CustomTools(tools, toolkits);
        if (brought.size() > MOST) {
            block.problem("", "at most " + MOST + " custom tools can be brought along at once");
        }
        return brought;
    }

    /** An SDK may send a list that is empty. */
    private static List<Members> items(Members block, String member) {
        var empty = block.any(member)
                .filter(value -> value.isArray() && value.isEmpty())
                .isPresent();
        return empty ? List.of() : block.list(member, MOST_IN_A_LIST).orElse(List.of());
    }

    private Optional<CustomToolkit> toolkit(Members item, Set<String> taken) {
        item.only("slug", "name", "description", "preload", "tools");
        var slug = slug(item);
        slug.filter(name -> inCatalogue(name).isPresent())
                .ifPresent(name -> item.problem("slug", "is a toolkit of the catalogue; choose another"));
        slug.filter(name -> !taken.add(name.toUpperCase(Locale.ROOT)))
                .ifPresent(name -> item.problem("slug", "stands here twice"));
        var name = needed(item, "name");
        var description = needed(item, "description");
        var preload = item.flag("preload");
        var tools = new ArrayList<CustomTool>();
        if (!item.has("tools")) {
            item.problem("tools", "missing; a toolkit has at least one");
        }
        for (var each : item.list("tools", MOST_IN_A_LIST).orElse(List.of())) {
            each.only("slug", "name", "description", "input_schema", "output_schema", "preload");
            tool(each, slug, slug, Optional.empty(), taken).ifPresent(tools::add);
        }
        return slug.map(given -> new CustomToolkit(given, name, description, preload, tools));
    }

    private static Optional<CustomTool> tool(
            Members item,
            Optional<String> group,
            Optional<String> prefix,
            Optional<Toolkit> extended,
            Set<String> taken) {
        var name = needed(item, "name");
        var description = needed(item, "description");
        var input = schema(item);
        var output = item.rawObject("output_schema");
        var preload = item.flag("preload");
        return slug(item).flatMap(original -> {
            var slug = CustomTools.PREFIX
                    + prefix.map(toolkit -> toolkit.toUpperCase(Locale.ROOT) + "_")
                            .orElse("")
                    + original.toUpperCase(Locale.ROOT);
            if (slug.length() > LONGEST_SLUG) {
                item.problem(
                        "slug",
                        "too long: the tool would be " + slug + ", and its name has at most " + LONGEST_SLUG
                                + " characters");
                return Optional.empty();
            }
            if (!taken.add(CustomTool.key(slug).value())) {
                item.problem("slug", "another tool that was brought along is " + slug + " already");
            }
            return Optional.of(
                    new CustomTool(slug, original, group, name, description, input, output, extended, preload));
        });
    }

    private static Optional<String> slug(Members item) {
        if (!item.has("slug")) {
            item.problem("slug", "missing");
        }
        return item.text("slug", 256).filter(slug -> {
            var upper = slug.toUpperCase(Locale.ROOT);
            var fits = SLUG.matcher(slug).matches()
                    && !upper.startsWith(CustomTools.PREFIX)
                    && !upper.startsWith("COMPOSIO_");
            if (!fits) {
                item.problem("slug", "must be of letters, digits, _ and -, and not begin with LOCAL_ or COMPOSIO_");
            }
            return fits;
        });
    }

    private static String needed(Members item, String member) {
        var text = item.text(member).filter(given -> !given.isBlank());
        if (text.isEmpty()) {
            item.problem(member, "missing; a search finds the tool by it");
        }
        return text.orElse("");
    }

    private static ObjectNode schema(Members item) {
        var schema = item.rawObject("input_schema");
        var fits = schema.filter(given -> given.path("type").asText().equals("object")
                        && given.path("properties").isObject())
                .isPresent();
        if (!fits) {
            item.problem("input_schema", "must be a JSON Schema with \"type\": \"object\" and \"properties\"");
        }
        return schema.orElseGet(Json::object);
    }

    private Optional<Toolkit> extended(Members item, String name) {
        var known = inCatalogue(name);
        if (known.isEmpty()) {
            var all =
                    catalog.toolkits().stream().map(each -> each.slug().value()).toList();
            item.problem("extends_toolkit", "there is no such toolkit; there are " + String.join(", ", all));
        }
        return known;
    }

    private Optional<Toolkit> inCatalogue(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return ToolkitSlug.isValid(lower) ? catalog.toolkit(new ToolkitSlug(lower)) : Optional.empty();
    }
}

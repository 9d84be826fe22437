package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.ToolAccess;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tool lists of an auth config (contract section 10.1), read against the catalogue: a list that names what there is not
 * would shut out every tool, or look like a wall where none is.
 */
final class ToolLists {
    static final String BLOCK = "tool_access_config";
    /** The older spelling of {@link ToolAccess#EXECUTION}. */
    static final String OLDER = "restrict_to_following_tools";

    /** Kept and answered only: it is about asking for OAuth scopes, and the forms of key toolkits know none. */
    private static final String CREATION = "tools_for_connected_account_creation";

    private final Catalog catalog;
    private final ToolkitSlug toolkit;

    ToolLists(Catalog catalog, ToolkitSlug toolkit) {
        this.catalog = catalog;
        this.toolkit = toolkit;
    }

    /** The members of {@code tool_access_config} that were given, in either spelling; empty when none was. */
    Optional<ObjectNode> read(Members settings) {
        var lists = Json.object();
        settings.object(BLOCK).ifPresent(block -> {
            block.only(ToolAccess.EXECUTION, CREATION);
            for (var member : List.of(ToolAccess.EXECUTION, CREATION)) {
                slugs(block, member).ifPresent(list -> lists.set(member, list));
            }
        });
        slugs(settings, OLDER).ifPresent(list -> {
            if (lists.has(ToolAccess.EXECUTION)
                    && !lists.get(ToolAccess.EXECUTION).equals(list)) {
                settings.problem(
                        OLDER,
                        "is another spelling of " + BLOCK + "." + ToolAccess.EXECUTION
                                + ", and both are given with different tools");
            }
            lists.set(ToolAccess.EXECUTION, list);
        });
        return lists.isEmpty() ? Optional.empty() : Optional.of(lists);
    }

    private Optional<JsonNode> slugs(Members block, String member) {
        return block.texts(member).map(names -> {
            for (var name : names) {
                problem(name).ifPresent(problem -> block.problem(member, problem));
            }
            return names.stream()
                    .distinct()
                    .collect(JsonNodeFactory.instance::arrayNode, ArrayNode::add, ArrayNode::addAll);
        });
    }

    private Optional<String> problem(String name) {
        var tool = ToolSlug.isValid(name) ? catalog.entry(new ToolSlug(name)) : Optional.<ToolEntry>empty();
        if (tool.isEmpty()) {
            return Optional.of("there is no tool \"" + (name.length() > 64 ? name.substring(0, 64) + "…" : name) + "\""
                    + similar(name));
        }
        return tool.filter(found -> !found.toolkit().equals(toolkit))
                .map(found -> found.slug() + " is a tool of " + found.toolkit() + ", not of " + toolkit);
    }

    private String similar(String name) {
        var near = catalog.similarTo(name).stream().map(ToolSlug::value).collect(Collectors.joining(", "));
        return near.isEmpty() ? "" : "; similar: " + near;
    }
}

package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lists, policies and searches need to know of a tool, and no more, so that it is kept for every tool there is. What a call
 * needs is the {@link Tool}, which {@link Catalog#tool} gives.
 *
 * @param slug identity, unique over all toolkits
 * @param title name for people
 * @param description what a model reads to choose this tool
 * @param important whether the tool belongs to the toolkit's featured set
 * @param alsoAs the tool that this one is only another name of; of the two a search shows one
 * @param text read while a search index is built
 */
public record ToolEntry(
        ToolSlug slug,
        ToolkitSlug toolkit,
        String title,
        String description,
        Hints hints,
        boolean important,
        Optional<ToolSlug> alsoAs,
        SearchText text) {

    static ToolEntry of(Tool tool, Optional<ToolSlug> alsoAs, SearchText text) {
        return new ToolEntry(
                tool.slug(),
                tool.toolkit(),
                tool.title(),
                tool.description(),
                tool.hints(),
                tool.important(),
                alsoAs,
                text);
    }

    /** Of a tool that nobody wrote words for. */
    static ToolEntry of(Tool tool, String toolkitTitle) {
        return of(tool, Optional.empty(), new SearchText(toolkitTitle, arguments(tool), List.of(), Map.of()));
    }

    static List<String> arguments(Tool tool) {
        JsonNode properties = tool.inputSchema().path("properties");
        return properties.properties().stream().map(Map.Entry::getKey).toList();
    }
}

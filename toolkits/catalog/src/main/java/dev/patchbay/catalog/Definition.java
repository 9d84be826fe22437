package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import java.util.List;

/**
 * A toolkit together with its tools.
 *
 * @param entries one per tool, in the same order
 * @param tools in the order lists show them
 */
public record Definition(Toolkit toolkit, List<ToolEntry> entries, List<Tool> tools) {

    /** Of tools that nobody wrote words for. */
    public Definition(Toolkit toolkit, List<Tool> tools) {
        this(
                toolkit,
                tools.stream().map(tool -> ToolEntry.of(tool, toolkit.title())).toList(),
                tools);
    }

    public Definition {
        entries = List.copyOf(entries);
        tools = List.copyOf(tools);
        if (!entries.stream()
                .map(ToolEntry::slug)
                .toList()
                .equals(tools.stream().map(Tool::slug).toList())) {
            throw new IllegalArgumentException("The entries are not those of the tools of " + toolkit.slug());
        }
    }
}

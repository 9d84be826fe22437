package dev.patchbay.gateway.custom;

import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.ToolSlug;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a caller brought along with one request.
 *
 * @param tools that came alone
 */
public record CustomTools(List<CustomTool> tools, List<CustomToolkit> toolkits) {
    /** What every slug of such a tool begins with, and no slug of the catalogue. */
    public static final String PREFIX = "LOCAL_";

    public static final CustomTools NONE = new CustomTools(List.of(), List.of());

    public CustomTools {
        tools = List.copyOf(tools);
        toolkits = List.copyOf(toolkits);
    }

    /** Whether a slug is of a tool that runs in its caller's process, be it known here or not. */
    public static boolean isLocal(String slug) {
        return slug.toUpperCase(Locale.ROOT).startsWith(PREFIX);
    }

    public boolean isEmpty() {
        return tools.isEmpty() && toolkits.isEmpty();
    }

    int size() {
        return Math.toIntExact(all().count());
    }

    private Stream<CustomTool> all() {
        return Stream.concat(tools.stream(), toolkits.stream().flatMap(toolkit -> toolkit.tools().stream()));
    }

    /** Their names in an index are what {@link #indexed} takes. */
    public List<ToolEntry> entries() {
        return all().map(CustomTool::entry).toList();
    }

    /** The tool that an index of {@link #entries} knows by this name. */
    public Optional<CustomTool> indexed(ToolSlug key) {
        return all().filter(tool -> tool.key().equals(key)).findFirst();
    }

    /** The tool of this slug, in whatever case. */
    public Optional<CustomTool> named(String slug) {
        return all().filter(tool -> tool.slug().equalsIgnoreCase(slug)).findFirst();
    }

    /** The toolkit of this name, in whatever case. */
    public Optional<CustomToolkit> toolkit(String name) {
        return toolkits.stream()
                .filter(toolkit -> toolkit.slug().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Of these, only the tools of the toolkits named; all of them where none is. */
    public CustomTools of(Set<String> names) {
        return names.isEmpty()
                ? this
                : new CustomTools(
                        tools.stream()
                                .filter(tool -> isOf(tool.toolkit(), names))
                                .toList(),
                        toolkits.stream()
                                .filter(toolkit -> isOf(toolkit.slug(), names))
                                .toList());
    }

    private static boolean isOf(String toolkit, Set<String> names) {
        return names.stream().anyMatch(toolkit::equalsIgnoreCase);
    }
}

package dev.patchbay.gateway.custom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.SearchText;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A tool that runs in its caller's own process.
 *
 * @param slug as agents know it, e.g. {@code LOCAL_DEV_TOOLS_GREP}
 * @param originalSlug as its owner wrote it, e.g. {@code grep}
 * @param group name of the toolkit that it came in, where it came in one
 * @param inputSchema JSON Schema of an object. Not to be modified
 * @param outputSchema not to be modified
 * @param extended the catalogue's toolkit whose connection it uses, where it does
 * @param preload its owner's own note, echoed
 */
public record CustomTool(
        String slug,
        String originalSlug,
        Optional<String> group,
        String name,
        String description,
        ObjectNode inputSchema,
        Optional<ObjectNode> outputSchema,
        Optional<Toolkit> extended,
        Optional<Boolean> preload) {
    /** Of the standing of tools that came alone: they belong to no service. */
    private static final String ALONE = "custom";

    private static final ToolkitSlug INDEXED_AS = new ToolkitSlug("local");

    /** It claims nothing of itself, and the index that it is put in looks at none of this. */
    private static final Hints UNKNOWN = new Hints(false, false, false, true);

    /** Which toolkit answers say that it is of. */
    public String toolkit() {
        return extended.map(toolkit -> toolkit.slug().value()).or(() -> group).orElse(ALONE);
    }

    /** Its name in an index, whose names have neither small letters nor hyphens. */
    ToolSlug key() {
        return key(slug);
    }

    static ToolSlug key(String slug) {
        return new ToolSlug(slug.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    ToolEntry entry() {
        var arguments = inputSchema.path("properties").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
        var service = extended.map(Toolkit::title).or(() -> group).orElse("");
        return new ToolEntry(
                key(),
                INDEXED_AS,
                name,
                description,
                UNKNOWN,
                false,
                Optional.empty(),
                new SearchText(service, arguments, List.of(), Map.of()));
    }
}

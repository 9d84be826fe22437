package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * All toolkits and tools there are, as one immutable snapshot; a new state is a new catalogue. It knows nothing of tenants
 * and policy: whoever lists or looks up for a caller filters what it gives.
 */
public final class Catalog {
    private static final int SIMILAR = 3;

    private final SequencedMap<ToolkitSlug, Definition> definitions;
    private final Map<String, Tool> bySlug;
    private final List<Tool> tools;

    private Catalog(SequencedMap<ToolkitSlug, Definition> definitions, SequencedMap<String, Tool> bySlug) {
        this.definitions = definitions;
        this.bySlug = bySlug;
        this.tools = List.copyOf(bySlug.values());
    }

    /**
     * Every toolkit that {@code loader} sees a marker {@code META-INF/patchbay/toolkit} of.
     *
     * @throws InvalidCatalogException listing all problems of all toolkits, if there is one
     */
    public static Catalog fromClasspath(ClassLoader loader) {
        return new ClasspathCatalog(loader).read();
    }

    /** @throws InvalidCatalogException if a slug occurs twice */
    public static Catalog of(Definition... definitions) {
        return of(List.of(definitions));
    }

    /** @throws InvalidCatalogException if a slug occurs twice */
    public static Catalog of(List<Definition> definitions) {
        var problems = new ArrayList<Problem>();
        var byToolkit = new TreeMap<ToolkitSlug, Definition>();
        for (var definition : definitions) {
            var slug = definition.toolkit().slug();
            if (byToolkit.putIfAbsent(slug, definition) != null) {
                problems.add(problem(slug, "there are two toolkits `" + slug + "`"));
            }
        }
        var bySlug = new LinkedHashMap<String, Tool>();
        for (var tool : byToolkit.values().stream()
                .flatMap(each -> each.tools().stream())
                .toList()) {
            var other = bySlug.putIfAbsent(tool.slug().value(), tool);
            if (other != null) {
                problems.add(problem(
                        tool.toolkit(), "the tool `" + tool.slug() + "` is already one of `" + other.toolkit() + "`"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidCatalogException(problems);
        }
        return new Catalog(byToolkit, bySlug);
    }

    private static Problem problem(ToolkitSlug toolkit, String message) {
        return new Problem(ToolkitReader.toolkitFile(toolkit), 1, message + "; slugs are unique over all toolkits");
    }

    /** All toolkits, by slug. */
    public List<Toolkit> toolkits() {
        return definitions.values().stream().map(Definition::toolkit).toList();
    }

    public Optional<Toolkit> toolkit(ToolkitSlug slug) {
        return Optional.ofNullable(definitions.get(slug)).map(Definition::toolkit);
    }

    public Optional<Tool> tool(ToolSlug slug) {
        return Optional.ofNullable(bySlug.get(slug.value()));
    }

    /** All tools, toolkit by toolkit. */
    public List<Tool> tools() {
        return tools;
    }

    /** The tools of one toolkit in the order of its file; none if there is no such toolkit. */
    public List<Tool> tools(ToolkitSlug toolkit) {
        var definition = definitions.get(toolkit);
        return definition == null ? List.of() : definition.tools();
    }

    /** Up to three tools whose slugs are nearest to what someone asked for, best first, however long that is. */
    public List<ToolSlug> similarTo(String asked) {
        return Nearest.to(asked, bySlug.keySet(), SIMILAR).stream()
                .map(ToolSlug::new)
                .toList();
    }
}

package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All toolkits and tools there are, as one snapshot that never says anything else; a new state is a new catalogue. It knows nothing
 * of tenants and policy: whoever lists or looks up for a caller filters what it gives.
 *
 * <p>Of every tool it keeps a {@link ToolEntry}. The tools themselves, with schemas and plans, are loaded toolkit by toolkit when one
 * is first asked for, and then kept; the caller who is first waits for that. Safe for many threads.
 */
public final class Catalog {
    private static final int SIMILAR = 3;

    private final SequencedMap<ToolkitSlug, Outline> outlines;
    private final SequencedMap<String, ToolEntry> bySlug;
    private final List<ToolEntry> entries;

    private Catalog(SequencedMap<ToolkitSlug, Outline> outlines, SequencedMap<String, ToolEntry> bySlug) {
        this.outlines = outlines;
        this.bySlug = bySlug;
        this.entries = List.copyOf(bySlug.values());
    }

    /**
     * Every toolkit that {@code loader} sees a marker {@code META-INF/patchbay/toolkit} of. All files are read and linted now; what
     * is loaded later is read again from {@code loader}, which must not be closed before.
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

    /**
     * Of definitions that are kept whole.
     *
     * @throws InvalidCatalogException if a slug occurs twice
     */
    public static Catalog of(List<Definition> definitions) {
        return ofOutlines(definitions.stream().map(Outline::whole).toList());
    }

    static Catalog ofOutlines(List<Outline> outlines) {
        var problems = new ArrayList<Problem>();
        var byToolkit = new TreeMap<ToolkitSlug, Outline>();
        for (var outline : outlines) {
            var slug = outline.toolkit().slug();
            if (byToolkit.putIfAbsent(slug, outline) != null) {
                problems.add(problem(slug, "there are two toolkits `" + slug + "`"));
            }
        }
        var bySlug = new LinkedHashMap<String, ToolEntry>();
        for (var entry : byToolkit.values().stream()
                .flatMap(each -> each.entries().stream())
                .toList()) {
            var other = bySlug.putIfAbsent(entry.slug().value(), entry);
            if (other != null) {
                problems.add(problem(
                        entry.toolkit(),
                        "the tool `" + entry.slug() + "` is already one of `" + other.toolkit() + "`"));
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
        return outlines.values().stream().map(Outline::toolkit).toList();
    }

    public Optional<Toolkit> toolkit(ToolkitSlug slug) {
        return Optional.ofNullable(outlines.get(slug)).map(Outline::toolkit);
    }

    /** All tools, toolkit by toolkit. */
    public List<ToolEntry> entries() {
        return entries;
    }

    /** The tools of one toolkit in the order of its file; none if there is no such toolkit. */
    public List<ToolEntry> entries(ToolkitSlug toolkit) {
        return Optional.ofNullable(outlines.get(toolkit)).map(Outline::entries).orElse(List.of());
    }

    public Optional<ToolEntry> entry(ToolSlug slug) {
        return Optional.ofNullable(bySlug.get(slug.value()));
    }

    /** The whole tool. Loads its toolkit where that has not been done. */
    public Optional<Tool> tool(ToolSlug slug) {
        return entry(slug).map(this::tool);
    }

    /** The whole tool of an entry of this catalogue. Loads its toolkit where that has not been done. */
    public Tool tool(ToolEntry entry) {
        return Optional.ofNullable(outlines.get(entry.toolkit()))
                .map(outline -> outline.tools().get(entry.slug()))
                .orElseThrow(() -> new IllegalArgumentException(entry.slug() + " is not of this catalogue"));
    }

    /** The whole tools of one toolkit, in the order of its file. Loads the toolkit; none if there is no such one. */
    public List<Tool> tools(ToolkitSlug toolkit) {
        return Optional.ofNullable(outlines.get(toolkit))
                .map(outline -> List.copyOf(outline.tools().values()))
                .orElse(List.of());
    }

    /** The toolkits whose tools have been loaded so far. */
    public Set<ToolkitSlug> loaded() {
        return outlines.values().stream()
                .filter(Outline::isLoaded)
                .map(outline -> outline.toolkit().slug())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Up to three tools whose slugs are nearest to what someone asked for, best first, however long that is. */
    public List<ToolSlug> similarTo(String asked) {
        return Nearest.to(asked, bySlug.keySet(), SIMILAR).stream()
                .map(ToolSlug::new)
                .toList();
    }
}

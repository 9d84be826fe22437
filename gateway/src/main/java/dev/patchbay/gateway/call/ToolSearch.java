package dev.patchbay.gateway.call;

import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.catalog.search.Hit;
import dev.patchbay.catalog.search.ToolIndex;
import dev.patchbay.gateway.custom.CustomTools;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Finds tools for what somebody wants to do, among exactly those that he could run (R61). Loads nothing. */
@ApplicationScoped
public class ToolSearch {
    private final ToolIndex index;

    ToolSearch(Catalog catalog) {
        this.index = ToolIndex.of(catalog);
    }

    /**
     * For several requests of one caller.
     *
     * @param toolkits only tools of these, or of all where it is empty
     */
    public Finder among(VisibleTools.View view, Set<ToolkitSlug> toolkits) {
        return inCatalogue(tool -> (toolkits.isEmpty() || toolkits.contains(tool.toolkit())) && view.admits(tool));
    }

    /** For several requests to the catalogue itself, which is the same for everybody. */
    public Finder inCatalogue(Predicate<ToolEntry> wanted) {
        var findable = index.scope(wanted);
        return (request, most) -> index.search(request, findable, most);
    }

    /** For several requests, among the tools that a caller brought along. */
    public Finder among(CustomTools brought) {
        var own = index.ofStrangers(brought.entries());
        var all = own.scope(_ -> true);
        return (request, most) -> own.search(request, all, most);
    }

    /** One caller's search. */
    @FunctionalInterface
    public interface Finder {
        /** Best first; of a request in several steps, the best of every step before the second best of any. */
        List<Hit> find(String request, int most);
    }
}

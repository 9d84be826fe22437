package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A toolkit of which the light part is at hand, while its tools are loaded when the first of them is wanted, once, and kept. */
final class Outline {
    private final Toolkit toolkit;
    private final List<ToolEntry> entries;
    private final Supplier<List<Tool>> source;
    private volatile @Nullable SequencedMap<ToolSlug, Tool> tools;

    private Outline(Toolkit toolkit, List<ToolEntry> entries, Supplier<List<Tool>> source) {
        this.toolkit = toolkit;
        this.entries = entries;
        this.source = source;
    }

    /** Of a definition that is kept whole. */
    static Outline whole(Definition definition) {
        var outline = new Outline(definition.toolkit(), definition.entries(), definition::tools);
        outline.tools();
        return outline;
    }

    /** Of a definition that is let go, and can be had again. */
    static Outline light(Definition definition, Supplier<List<Tool>> again) {
        return new Outline(definition.toolkit(), definition.entries(), again);
    }

    Toolkit toolkit() {
        return toolkit;
    }

    List<ToolEntry> entries() {
        return entries;
    }

    boolean isLoaded() {
        return tools != null;
    }

    SequencedMap<ToolSlug, Tool> tools() {
        var known = tools;
        return known == null ? load() : known;
    }

    private synchronized SequencedMap<ToolSlug, Tool> load() {
        var known = tools;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (var tool : source.get()) {
                known.put(tool.slug(), tool);
            }
            tools = known;
        }
        return known;
    }
}

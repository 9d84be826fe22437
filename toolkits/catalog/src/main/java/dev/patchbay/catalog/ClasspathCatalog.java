package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolkitSlug;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the toolkits on a class path by their markers. */
final class ClasspathCatalog {
    private static final String MARKER = "META-INF/patchbay/toolkit";

    private final ClasspathFiles files;
    private final ToolkitReader reader;
    private final List<Problem> problems = new ArrayList<>();

    ClasspathCatalog(ClassLoader loader) {
        this.files = new ClasspathFiles(loader);
        this.reader = new ToolkitReader(loader);
    }

    Catalog read() {
        var outlines = new ArrayList<Outline>();
        for (var slug : slugs()) {
            switch (reader.read(slug)) {
                case Reading.Sound<Definition>(var definition) -> outlines.add(light(definition));
                case Reading.Faulty<Definition>(var found) -> problems.addAll(found);
            }
        }
        if (problems.isEmpty()) {
            return Catalog.ofOutlines(outlines);
        }
        problems.sort(Comparator.comparing(Problem::file).thenComparingInt(Problem::line));
        throw new InvalidCatalogException(problems);
    }

    /** What loads the tools again must not hold on to them, so it knows the entries alone. */
    private Outline light(Definition definition) {
        var entries = definition.entries();
        var slug = definition.toolkit().slug();
        return Outline.light(definition, () -> again(entries, slug));
    }

    /** The files were sound when the catalogue was made. Where they are no longer, that is no caller's fault. */
    private List<Tool> again(List<ToolEntry> entries, ToolkitSlug slug) {
        var definition = switch (reader.read(slug)) {
            case Reading.Sound<Definition>(var found) -> found;
            case Reading.Faulty<Definition>(var found) -> throw new InvalidCatalogException(found);
        };
        if (!definition.entries().equals(entries)) {
            throw new IllegalStateException("The files of the toolkit " + slug + " have changed since the start");
        }
        return definition.tools();
    }

    private Set<ToolkitSlug> slugs() {
        var slugs = new TreeSet<ToolkitSlug>();
        for (var marker : files.all(MARKER)) {
            var text = new String(ClasspathFiles.bytes(marker), StandardCharsets.UTF_8).strip();
            if (!ToolkitSlug.isValid(text)) {
                refuse(marker, "holds one line, the toolkit's slug, and not `" + Excerpt.of(text) + "`");
            } else if (!slugs.add(new ToolkitSlug(text))) {
                refuse(marker, "names `" + text + "`, and so does another marker on the class path");
            }
        }
        return slugs;
    }

    private void refuse(URL marker, String message) {
        problems.add(new Problem(marker.toString(), 1, message));
    }
}

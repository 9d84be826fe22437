package dev.patchbay.testkit;

import dev.patchbay.catalog.Problem;
import dev.patchbay.toolkit.ToolkitSlug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A toolkit's page among the documentation. */
final class PageFile {
    /** Tells the documentation of this project from any other folder of that name. */
    private static final String GUIDE = "guides/tool-files.md";

    private final Path file;
    private final String name;

    /** @param docs the folder of the documentation */
    PageFile(Path docs, ToolkitSlug slug) {
        this.name = "docs/toolkits/" + slug.value().replace('_', '-') + ".md";
        this.file = docs.resolveSibling(name);
    }

    /** The documentation of the project that a folder is in; a toolkit kept elsewhere has none. */
    static Optional<Path> docsAbove(Path folder) {
        for (var here = Optional.of(folder.toAbsolutePath().normalize());
                here.isPresent();
                here = here.map(Path::getParent)) {
            var docs = here.get().resolve("docs");
            if (Files.exists(docs.resolve(GUIDE))) {
                return Optional.of(docs);
            }
        }
        return Optional.empty();
    }

    void write(String text) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Where the file first differs from what it should be. */
    List<Problem> differences(String text) {
        if (!Files.exists(file)) {
            return List.of(new Problem(name, 1, "does not exist" + remedy()));
        }
        var found = lines(read());
        var expected = lines(text);
        var line = Arrays.mismatch(found.toArray(), expected.toArray());
        if (line < 0) {
            return List.of();
        }
        var should = line < expected.size() ? "should be: " + expected.get(line) : "should not be there";
        return List.of(new Problem(name, line + 1, should + remedy()));
    }

    private static String remedy() {
        return " (run the toolkit's tests with -Dpatchbay.pages=write)";
    }

    private static List<String> lines(String text) {
        return List.of(text.split("\n", -1));
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

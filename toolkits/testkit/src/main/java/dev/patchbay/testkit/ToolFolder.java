package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Located;
import dev.patchbay.catalog.Problem;
import dev.patchbay.catalog.Reading;
import dev.patchbay.catalog.ToolkitReader;
import dev.patchbay.toolkit.ToolkitSlug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The folder {@code tools/} of a toolkit beside the list that names its files. Needs the folder itself, not a jar of it. */
final class ToolFolder {
    private static final JsonPointer LIST = JsonPointer.compile("/tools");

    private final ToolkitSlug slug;
    private final ClassLoader loader;
    private final Reading<Located> toolkitFile;

    ToolFolder(ToolkitSlug slug, ClassLoader loader) {
        this.slug = slug;
        this.loader = loader;
        this.toolkitFile = new ToolkitReader(loader).yaml(ToolkitReader.toolkitFile(slug));
    }

    /** The names in the list, as far as it can be read. */
    List<String> listed() {
        return switch (toolkitFile) {
            case Reading.Sound<Located>(var file) ->
                file.json().at(LIST).valueStream().map(JsonNode::asText).toList();
            case Reading.Faulty<Located> _ -> List.of();
        };
    }

    /** The slug of the tool in a file that can be read; nothing otherwise. */
    String slugIn(String name) {
        return switch (new ToolkitReader(loader).yaml(ToolkitReader.toolFile(slug, name))) {
            case Reading.Sound<Located>(var file) -> file.json().path("tool").asText();
            case Reading.Faulty<Located> _ -> "";
        };
    }

    String examplesOf(String name) {
        return ToolkitReader.toolFile(slug, name + ".examples");
    }

    /** A file without its place in the list, or a name in the list without its two files. */
    List<Problem> problems() {
        return switch (toolkitFile) {
            case Reading.Faulty<Located>(var problems) -> problems;
            case Reading.Sound<Located>(var file) -> {
                var expected = new TreeSet<String>();
                for (var name : listed()) {
                    expected.add(name + ".yaml");
                    expected.add(name + ".examples.yaml");
                }
                var found = new TreeSet<>(files());
                var problems = new ArrayList<Problem>();
                expected.stream()
                        .filter(name -> !found.contains(name))
                        .forEach(name -> problems.add(file.problem(LIST, "there is no file tools/" + name)));
                found.stream()
                        .filter(name -> !expected.contains(name))
                        .forEach(name -> problems.add(file.problem(LIST, "tools/" + name + " is not in this list")));
                yield problems;
            }
        };
    }

    private List<String> files() {
        var url = loader.getResource(ToolkitReader.toolkitFile(slug));
        if (url == null || !url.getProtocol().equals("file")) {
            throw new IllegalStateException("The files of " + slug + " are in no folder: " + url);
        }
        var tools = Path.of(URI.create(url.toString())).resolveSibling("tools");
        try (var entries = Files.list(tools)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

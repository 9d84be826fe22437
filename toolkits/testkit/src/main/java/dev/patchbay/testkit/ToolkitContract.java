package dev.patchbay.testkit;

import dev.patchbay.catalog.Definition;
import dev.patchbay.catalog.Problem;
import dev.patchbay.catalog.Reading;
import dev.patchbay.catalog.ToolkitReader;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolkitSlug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a toolkit of data promises: files without lint, a list that names exactly the files there are, and for every tool
 * examples that hold. Each check gives the problems it found, none when the promise is kept.
 *
 * <p>Examples are read, and run, only of a toolkit whose own files are sound; until then {@link #lint} says why not.
 */
public final class ToolkitContract {
    private static final String MARKER = "META-INF/patchbay/toolkit";

    private final ToolFolder folder;
    private final Optional<ExampleRunner> runner;
    private final Optional<Definition> definition;
    private final Map<String, Tool> described = new LinkedHashMap<>();
    private final List<Example> examples = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ToolkitContract(ToolkitSlug slug, ClassLoader loader) {
        this.folder = new ToolFolder(slug, loader);
        switch (new ToolkitReader(loader).read(slug)) {
            case Reading.Sound<Definition>(var sound) -> {
                this.definition = Optional.of(sound);
                this.runner = Optional.of(new ExampleRunner(sound.toolkit()));
                var names = folder.listed();
                // A file may declare further slugs of its tool; its examples are of the first.
                names.forEach(name -> {
                    var own = folder.slugIn(name);
                    sound.tools().stream()
                            .filter(tool -> tool.slug().value().equals(own))
                            .forEach(tool -> described.put(folder.examplesOf(name), tool));
                });
            }
            case Reading.Faulty<Definition>(var found) -> {
                this.definition = Optional.empty();
                this.runner = Optional.empty();
                problems.addAll(found);
            }
        }
        described.forEach((file, tool) -> {
            var reading = ExampleFile.read(new ToolkitReader(loader).yaml(file), tool);
            problems.addAll(reading.problems());
            if (reading instanceof Reading.Sound<List<Example>>(var read)) {
                examples.addAll(read);
            }
        });
    }

    /**
     * The contract of the one toolkit that {@code loader} sees.
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    public static ToolkitContract onClasspath(ClassLoader loader) {
        var markers = loader.resources(MARKER).toList();
        if (markers.size() != 1) {
            throw new IllegalStateException(
                    "The class path of a toolkit module has one " + MARKER + ", not " + markers);
        }
        try (var stream = markers.getFirst().openStream()) {
            var slug = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
            return of(new ToolkitSlug(slug), loader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The contract of a toolkit that is named rather than found. */
    static ToolkitContract of(ToolkitSlug slug, ClassLoader loader) {
        return new ToolkitContract(slug, loader);
    }

    /** What is wrong with the toolkit's own file, its tool files and the form of its examples. */
    public List<Problem> lint() {
        return List.copyOf(problems);
    }

    /** Where the folder {@code tools/} and the list {@code tools:} differ. */
    public List<Problem> filesAndList() {
        return folder.problems();
    }

    /** Tools without an example that gives, or without one that the service refuses. */
    public List<Problem> coverage() {
        var missing = new ArrayList<Problem>();
        described.forEach((file, tool) -> {
            var endings = examples.stream()
                    .filter(example -> example.tool().slug().equals(tool.slug()))
                    .map(Example::ending)
                    .toList();
            if (endings.stream().noneMatch(Ending.Gives.class::isInstance)) {
                missing.add(new Problem(file, 1, "has no example that gives"));
            }
            if (endings.stream().noneMatch(ToolkitContract::isRefusal)) {
                missing.add(new Problem(file, 1, "has no example that fails with `refused`, as the service says no"));
            }
        });
        return missing;
    }

    /**
     * Where the toolkit's page differs from what its files say.
     *
     * @param docs the folder of the documentation
     */
    public List<Problem> page(Path docs) {
        return definition
                .map(sound -> new PageFile(docs, sound.toolkit().slug()).differences(text(sound)))
                .orElseGet(this::lint);
    }

    /** Writes the toolkit's page, if its files are sound. */
    public void writePage(Path docs) {
        definition.ifPresent(sound -> new PageFile(docs, sound.toolkit().slug()).write(text(sound)));
    }

    private String text(Definition sound) {
        var slugs = described.values().stream().map(Tool::slug).collect(Collectors.toSet());
        return new ToolkitPage(sound, slugs, examples).text();
    }

    private static boolean isRefusal(Ending ending) {
        return ending instanceof Ending.Fails fails && fails.cause() instanceof Ending.Cause.Refused;
    }

    /** Every example of every tool, in the order of the files. */
    public List<Example> examples() {
        return List.copyOf(examples);
    }

    /** Where a run of the example differs from what it says. */
    public List<Problem> run(Example example) {
        return runner.map(each -> each.run(example)).orElseGet(this::lint);
    }
}

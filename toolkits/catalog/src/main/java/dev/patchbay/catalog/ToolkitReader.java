package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads and lints the files of one toolkit. Bad content never throws; files that are there and cannot be read throw
 * {@link java.io.UncheckedIOException}.
 */
public final class ToolkitReader {
    private static final String ROOT = "patchbay/toolkits/";

    private final Function<String, Optional<byte[]>> files;
    private final Behaviours behaviours;

    /** Reads from the class path. Names of files in problems are paths of resources. */
    public ToolkitReader(ClassLoader loader) {
        this(new ClasspathFiles(loader)::find, Behaviours.of(loader));
    }

    ToolkitReader(Function<String, Optional<byte[]>> files, Behaviours behaviours) {
        this.files = files;
        this.behaviours = behaviours;
    }

    /** Where the toolkit's own file is. */
    public static String toolkitFile(ToolkitSlug toolkit) {
        return ROOT + toolkit + "/toolkit.yaml";
    }

    /** Where a tool's file is, given its name as {@code tools:} lists it; its examples are named alike. */
    public static String toolFile(ToolkitSlug toolkit, String name) {
        return ROOT + toolkit + "/tools/" + name + ".yaml";
    }

    /** The toolkit and the tools it lists, or everything that is wrong with them. */
    public Reading<Definition> read(ToolkitSlug slug) {
        return yaml(toolkitFile(slug)).then(document -> read(document, slug));
    }

    /** One YAML file, read strictly but not interpreted, such as a file of examples. */
    public Reading<Located> yaml(String path) {
        return yaml(path, () -> new Problem(path, 1, "does not exist"));
    }

    private Reading<Definition> read(Located document, ToolkitSlug slug) {
        var problems = new ArrayList<Problem>();
        var file = ToolkitFile.read(Entry.root(document, problems), slug);
        var tools = new ArrayList<Tool>();
        var owners = new HashMap<ToolSlug, String>();
        var needs = new LinkedHashMap<ToolSlug, Entry>();
        var entries = new ArrayList<ToolEntry>();
        var rules = new AskRules();
        for (var entry : file.tools()) {
            var path = toolFile(slug, entry.json().asText());
            var reading = yaml(path, () -> document.problem(entry.at(), "there is no file " + path));
            switch (reading) {
                case Reading.Sound<Located>(var tool) -> {
                    for (var read : ToolFile.read(Entry.root(tool, problems), file.toolkit(), behaviours, rules)) {
                        var own = read.tool().slug();
                        var other = owners.putIfAbsent(own, path);
                        if (other != null) {
                            read.place().refuse("`" + own + "` is already the tool of " + other);
                        }
                        tools.add(read.tool());
                        entries.add(read.entry(file));
                        read.needs().ifPresent(list -> needs.put(own, list));
                    }
                }
                case Reading.Faulty<Located>(var found) -> problems.addAll(found);
            }
        }
        needs.forEach((own, list) -> NeedsFile.check(list, own, owners.keySet()));
        return Reading.of(new Definition(file.toolkit(), entries, tools), problems);
    }

    private Reading<Located> yaml(String path, Supplier<Problem> absent) {
        var bytes = files.apply(path);
        if (bytes.isEmpty()) {
            return new Reading.Faulty<>(List.of(absent.get()));
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get()));
            return StrictYaml.read(path, text.toString());
        } catch (CharacterCodingException _) {
            return new Reading.Faulty<>(List.of(new Problem(path, 1, "is not UTF-8")));
        }
    }
}

package dev.patchbay.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Located;
import dev.patchbay.catalog.Reading;
import dev.patchbay.catalog.ToolkitReader;
import java.util.Optional;

/** Files of {@code src/test/resources/search}. */
final class LabelledFile {
    private LabelledFile() {}

    static JsonNode read(String name) {
        return switch (new ToolkitReader(loader()).yaml(path(name))) {
            case Reading.Sound<Located>(var file) -> file.json();
            case Reading.Faulty<Located>(var problems) -> throw new IllegalArgumentException(problems.toString());
        };
    }

    static Optional<JsonNode> find(String name) {
        return loader().getResource(path(name)) == null ? Optional.empty() : Optional.of(read(name));
    }

    private static ClassLoader loader() {
        return LabelledFile.class.getClassLoader();
    }

    private static String path(String name) {
        return "search/" + name + ".yaml";
    }
}

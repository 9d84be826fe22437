package dev.patchbay.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Resources by name. Asks for nothing but names, so that it works in any class loader; folders are never listed. */
final class ClasspathFiles {
    /** Enough for StrictYaml to see that a file is too long, in any encoding of its characters. */
    private static final int MAX_BYTES = 4 * StrictYaml.MAX_LENGTH + 4;

    private final ClassLoader loader;

    ClasspathFiles(ClassLoader loader) {
        this.loader = loader;
    }

    Optional<byte[]> find(String path) {
        var url = loader.getResource(path);
        return url == null ? Optional.empty() : Optional.of(bytes(url));
    }

    /** Every resource of that name, each once although a loader may give it twice. */
    List<URL> all(String path) {
        var byText = new LinkedHashMap<String, URL>();
        loader.resources(path).forEach(url -> byText.putIfAbsent(url.toExternalForm(), url));
        return List.copyOf(byText.values());
    }

    static byte[] bytes(URL url) {
        try (var stream = url.openStream()) {
            return stream.readNBytes(MAX_BYTES);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + url, unreadable);
        }
    }
}

package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    private static final ToolkitSlug SHELF = Shelf.SLUG;

    @TempDir
    private Path folder;

    private final Catalog catalog = Catalog.of(Shelf.sound().definition());

    @Test
    void toolsAndToolkitsAreFoundBySlug() {
        assertThat(catalog.toolkits()).extracting(Toolkit::slug).containsExactly(SHELF);
        assertThat(catalog.toolkit(SHELF)).isPresent();
        assertThat(catalog.toolkit(new ToolkitSlug("other"))).isEmpty();
        assertThat(catalog.tool(new ToolSlug("SHELF_GET_BOOK")))
                .map(Tool::title)
                .contains("Get Book");
        assertThat(catalog.tool(new ToolSlug("SHELF_GET_BOOKS"))).isEmpty();
        assertThat(catalog.tools(SHELF)).hasSize(2);
        assertThat(catalog.entries(SHELF)).isEqualTo(catalog.entries()).hasSize(2);
        assertThat(catalog.entry(new ToolSlug("SHELF_PUT_BOOK")))
                .hasValueSatisfying(entry -> assertThat(entry.important()).isTrue());
        assertThat(catalog.tools(new ToolkitSlug("other"))).isEmpty();
    }

    @Test
    void similarSlugsComeNearestFirst() {
        assertThat(catalog.similarTo("shelf_get_bok")).first().hasToString("SHELF_GET_BOOK");
        assertThat(catalog.similarTo("SHELF_GET_BOOK")).first().hasToString("SHELF_GET_BOOK");
        assertThat(catalog.similarTo("PUT_BOOK")).first().hasToString("SHELF_PUT_BOOK");
        assertThat(catalog.similarTo("SEND_EMAIL")).isEmpty();
        assertThat(catalog.similarTo("")).isEmpty();
        assertThat(catalog.similarTo("SHELF_GET_BOOK".repeat(100_000))).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void atMostThreeAreSimilar() {
        var tool = Shelf.sound().tool("SHELF_GET_BOOK");
        var tools = List.of("A", "B", "C", "D").stream()
                .map(end -> renamed(tool, "SHELF_GET_BOOK_" + end))
                .toList();

        assertThat(Catalog.of(new Definition(Shelf.sound().definition().toolkit(), tools))
                        .similarTo("SHELF_GET_BOOK"))
                .hasSize(3);
    }

    @Test
    void aSlugIsUniqueOverAllToolkits() {
        var shelf = Shelf.sound().definition();
        var other = new Definition(renamed(shelf.toolkit(), "other"), shelf.tools());

        assertThatExceptionOfType(InvalidCatalogException.class)
                .isThrownBy(() -> Catalog.of(shelf, other))
                .withMessageContaining("the tool `SHELF_GET_BOOK` is already one of `")
                .satisfies(thrown -> assertThat(thrown.problems()).hasSize(2));
        assertThatExceptionOfType(InvalidCatalogException.class)
                .isThrownBy(() -> Catalog.of(shelf, shelf))
                .withMessageContaining("there are two toolkits `shelf`");
    }

    @Test
    void toolkitsAreSortedBySlug() {
        var shelf = Shelf.sound().definition();
        var other = new Definition(renamed(shelf.toolkit(), "attic"), List.of());

        assertThat(Catalog.of(shelf, other).toolkits())
                .extracting(toolkit -> toolkit.slug().value())
                .containsExactly("attic", "shelf");
    }

    @Test
    void aClassPathOfJarsIsReadWhole() throws IOException {
        try (var loader = loader(jar("one.jar", "one"), jar("two.jar", "two"))) {
            var found = Catalog.fromClasspath(loader);

            assertThat(found.toolkits())
                    .extracting(toolkit -> toolkit.slug().value())
                    .containsExactly("one", "two");
            assertThat(found.entries()).extracting(tool -> tool.slug().value()).containsExactly("ONE_ASK", "TWO_ASK");
            assertThat(new ToolkitReader(loader).read(new ToolkitSlug("one"))).isInstanceOf(Reading.Sound.class);
            assertThat(new ToolkitReader(loader)
                            .yaml(ToolkitReader.toolFile(new ToolkitSlug("one"), "ask"))
                            .problems())
                    .isEmpty();
        }
    }

    @Test
    void aClassPathWithoutMarkersIsAnEmptyCatalogue() throws IOException {
        try (var loader = loader()) {
            assertThat(Catalog.fromClasspath(loader).toolkits()).isEmpty();
        }
    }

    @Test
    void aClassPathNamesAllItsProblems() throws IOException {
        var bad = folder.resolve("bad.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(bad))) {
            put(jar, "META-INF/patchbay/toolkit", "Not a slug");
        }
        var lost = folder.resolve("lost.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(lost))) {
            put(jar, "META-INF/patchbay/toolkit", "lost\n");
        }
        try (var loader = loader(bad, lost, jar("one.jar", "one"), jar("again.jar", "one"))) {
            assertThatExceptionOfType(InvalidCatalogException.class)
                    .isThrownBy(() -> Catalog.fromClasspath(loader))
                    .satisfies(thrown -> assertThat(thrown.problems())
                            .extracting(Problem::message)
                            .satisfiesExactlyInAnyOrder(
                                    slug -> assertThat(slug).contains("and not `Not a slug`"),
                                    twice -> assertThat(twice).startsWith("names `one`, and so does another"),
                                    absent -> assertThat(absent).isEqualTo("does not exist")))
                    .withMessageContaining("patchbay/toolkits/lost/toolkit.yaml:1: does not exist");
        }
    }

    private Path jar(String file, String slug) throws IOException {
        var path = folder.resolve(file);
        try (var jar = new JarOutputStream(Files.newOutputStream(path))) {
            put(jar, "META-INF/patchbay/toolkit", slug + "\n");
            put(jar, "patchbay/toolkits/" + slug + "/toolkit.yaml", """
                    toolkit: %s
                    title: One
                    about: Answers.
                    version: "20260615_00"
                    connect: { open: { title: Open, base: https://example.com, place: { none: true } } }
                    errors: { message: error }
                    tools: [ask]
                    """.formatted(slug));
            put(jar, "patchbay/toolkits/" + slug + "/tools/ask.yaml", """
                    tool: %s_ASK
                    title: Ask
                    about: Asks.
                    hints: { readOnly: true, destructive: false, idempotent: true }
                    request: { get: / }
                    input: { type: object, additionalProperties: false }
                    """.formatted(slug.toUpperCase(Locale.ROOT)));
        }
        return path;
    }

    private static void put(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private static URLClassLoader loader(Path... jars) throws MalformedURLException {
        var urls = new URL[jars.length];
        for (var i = 0; i < jars.length; i++) {
            urls[i] = URI.create(jars[i].toUri().toString()).toURL();
        }
        return new URLClassLoader(urls, null);
    }

    private static Toolkit renamed(Toolkit toolkit, String slug) {
        return new Toolkit(
                new ToolkitSlug(slug),
                toolkit.title(),
                toolkit.description(),
                toolkit.version(),
                toolkit.documentation(),
                toolkit.categories(),
                toolkit.connections(),
                toolkit.errors(),
                toolkit.failureHints(),
                toolkit.probe());
    }

    private static Tool renamed(Tool tool, String slug) {
        return new Tool(
                new ToolSlug(slug),
                tool.toolkit(),
                tool.title(),
                tool.description(),
                tool.hints(),
                tool.important(),
                tool.inputSchema(),
                tool.outputSchema(),
                tool.aliases(),
                tool.rules(),
                tool.plan(),
                tool.result(),
                tool.refusal(),
                tool.paging(),
                tool.retry(),
                tool.sensitive(),
                tool.effect(),
                tool.failureHints(),
                tool.prerequisites(),
                tool.pitfalls());
    }
}

package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.catalog.Problem;
import dev.patchbay.toolkit.ToolkitSlug;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFileTest {
    @TempDir
    private Path root;

    @Test
    void theDocumentationIsFoundFromAnyModule() throws IOException {
        Files.createDirectories(root.resolve("docs/guides"));
        Files.createFile(root.resolve("docs/guides/tool-files.md"));
        var module = Files.createDirectories(root.resolve("toolkits/orchard"));

        assertThat(PageFile.docsAbove(module)).contains(root.toAbsolutePath().resolve("docs"));
        assertThat(PageFile.docsAbove(root)).contains(root.toAbsolutePath().resolve("docs"));
    }

    @Test
    void aFolderOfDocumentsElsewhereIsNotOurs() throws IOException {
        Files.createDirectories(root.resolve("docs"));

        assertThat(PageFile.docsAbove(root)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'a\nb\n', 'a\nb\n', ",
        "'a\nb\n', 'a\nc\n', 'docs/toolkits/apple-tree.md:2: should be: c'",
        "'a\n', 'a\nb\n', 'docs/toolkits/apple-tree.md:2: should be: b'",
        "'a\nb', 'a', 'docs/toolkits/apple-tree.md:2: should not be there'",
    })
    void theFirstLineThatDiffersIsNamed(String found, String expected, String problem) {
        var page = page();
        page.write(found);

        assertThat(page.differences(expected))
                .map(Problem::toString)
                .map(text -> text.replace(" (run the toolkit's tests with -Dpatchbay.pages=write)", ""))
                .isEqualTo(problem == null ? List.of() : List.of(problem));
    }

    @Test
    void aMissingPageIsAProblem() {
        assertThat(page().differences("a"))
                .singleElement()
                .asString()
                .startsWith("docs/toolkits/apple-tree.md:1: does not exist");
    }

    private PageFile page() {
        return new PageFile(root.resolve("docs"), new ToolkitSlug("apple_tree"));
    }
}

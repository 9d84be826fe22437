package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.catalog.Problem;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract says of a folder of files that somebody spoilt. */
class ToolkitContractOfFilesTest {
    private static final String TOOLKIT = "patchbay/toolkits/orchard/";

    @TempDir
    Path files;

    @BeforeEach
    void copyTheOrchard() throws IOException, URISyntaxException {
        copy(resource("META-INF/patchbay"), files.resolve("META-INF/patchbay"));
        copy(resource(TOOLKIT), files.resolve(TOOLKIT));
    }

    @Test
    void aSoundToolkitHasNoProblems() {
        var contract = contract();

        assertThat(contract.lint()).isEmpty();
        assertThat(contract.filesAndList()).isEmpty();
        assertThat(contract.coverage()).isEmpty();
        assertThat(contract.examples()).hasSize(24);
    }

    @Test
    void aFileThatTheListForgetsIsReported() throws IOException {
        Files.writeString(files.resolve(TOOLKIT + "tools/fell-tree.yaml"), "tool: ORCHARD_FELL_TREE");

        assertThat(texts(contract().filesAndList()))
                .containsExactly(TOOLKIT + "toolkit.yaml:15: tools/fell-tree.yaml is not in this list");
    }

    @Test
    void aToolWithoutExamplesIsReported() throws IOException {
        Files.delete(files.resolve(TOOLKIT + "tools/plant-tree.examples.yaml"));
        var contract = contract();

        assertThat(texts(contract.filesAndList()))
                .containsExactly(TOOLKIT + "toolkit.yaml:15: there is no file tools/plant-tree.examples.yaml");
        assertThat(texts(contract.lint()))
                .containsExactly(TOOLKIT + "tools/plant-tree.examples.yaml:1: does not exist");
        assertThat(texts(contract.coverage()))
                .containsExactly(
                        TOOLKIT + "tools/plant-tree.examples.yaml:1: has no example that gives",
                        TOOLKIT
                                + "tools/plant-tree.examples.yaml:1: has no example that fails with `refused`, as the service says no");
    }

    @Test
    void aToolWithoutARefusalIsReported() throws IOException {
        Files.writeString(files.resolve(TOOLKIT + "tools/plant-tree.examples.yaml"), """
                - it: plants
                  with: { kind: pear }
                  sends: { post: /trees, body: { kind: pear } }
                  answer: { status: 200 }
                  gives: {}
                """);

        assertThat(texts(contract().coverage()))
                .containsExactly(
                        TOOLKIT
                                + "tools/plant-tree.examples.yaml:1: has no example that fails with `refused`, as the service says no");
    }

    @Test
    void aToolThatOnlyRefusesByItselfIsReported() throws IOException {
        var file = files.resolve(TOOLKIT + "tools/plant-tree.examples.yaml");
        var examples = Files.readString(file);
        Files.writeString(
                file, examples.substring(0, examples.lastIndexOf("- it:")) + "- it: x\n  fails: { invalid: kind }\n");

        assertThat(texts(contract().coverage())).hasSize(1).allMatch(text -> text.contains("`refused`"));
    }

    @Test
    void aToolFileWithLintIsReportedAndNoExampleRuns() throws IOException {
        var tool = files.resolve(TOOLKIT + "tools/plant-tree.yaml");
        Files.writeString(tool, Files.readString(tool).replace("body: [kind, height]", "body: [kind]"));
        var contract = contract();

        assertThat(texts(contract.lint()))
                .isNotEmpty()
                .allMatch(text -> text.startsWith(TOOLKIT + "tools/plant-tree.yaml:"));
        assertThat(contract.examples()).isEmpty();
    }

    @Test
    void aModuleWithoutAToolkitFails() throws IOException {
        Files.delete(files.resolve("META-INF/patchbay/toolkit"));

        assertThatThrownBy(this::contract)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not []");
    }

    private ToolkitContract contract() {
        // A parent would bring the sound toolkit of this module.
        return ToolkitContract.onClasspath(new URLClassLoader(new URL[] {url()}, null));
    }

    private URL url() {
        try {
            return files.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }

    private static Path resource(String name) throws URISyntaxException {
        var url = ToolkitContractOfFilesTest.class.getClassLoader().getResource(name);
        assertThat(url).isNotNull();
        return Path.of(url.toURI());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}

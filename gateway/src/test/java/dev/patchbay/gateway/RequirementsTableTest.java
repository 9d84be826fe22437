package dev.patchbay.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of requirements names what there is: a class that was renamed or removed must be renamed or replaced there. */
class RequirementsTableTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAME = Pattern.compile("`([A-Z][A-Za-z]+|[a-z]+\\.test\\.mjs)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (R\\d\\d) \\|");
    private static final Set<String> NO_SOURCES = Set.of("target", "node_modules", ".git", ".patchbay");

    @Test
    void everyClassAndFileThatTheTableNamesIsThere() throws IOException {
        var files = files();

        assertThat(NAME.matcher(table()).results().map(found -> found.group(1)))
                .allMatch(name -> files.contains(name) || files.contains(name + ".java"), "is a file of the project");
    }

    @Test
    void everyRequirementInForceHasARow() throws IOException {
        var expected = Stream.of(
                        IntStream.rangeClosed(1, 26), IntStream.rangeClosed(39, 47), IntStream.of(52, 53, 61, 64))
                .flatMapToInt(range -> range)
                .mapToObj("R%02d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ROW.matcher(table()).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String table() throws IOException {
        return Files.readString(ROOT.resolve("docs/security/requirements.md"));
    }

    private static Set<String> files() throws IOException {
        var names = new HashSet<String>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                var name = folder.getFileName();
                return name != null && NO_SOURCES.contains(name.toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                names.add(String.valueOf(file.getFileName()));
                return FileVisitResult.CONTINUE;
            }
        });
        return names;
    }
}

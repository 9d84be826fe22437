package dev.patchbay.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.patchbay.catalog.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Holds the one toolkit on the class path against its contract. Failures begin with file and line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class ToolkitContractTest {
    private final ToolkitContract contract = ToolkitContract.onClasspath(ToolkitContractTest.class.getClassLoader());

    @Test
    void lintIsClean() {
        report(contract.lint());
    }

    @Test
    void filesAndListAgree() {
        report(contract.filesAndList());
    }

    @Test
    void everyToolHasASuccessAndARefusal() {
        report(contract.coverage());
    }

    /** Nothing is asked of a toolkit outside the repository of Patchbay: it has no page there. */
    @Test
    void thePageSaysWhatTheFilesSay() {
        docs().ifPresent(docs -> {
            if ("write".equals(System.getProperty("patchbay.pages"))) {
                contract.writePage(docs);
            }
            report(contract.page(docs));
        });
    }

    Optional<Path> docs() {
        return PageFile.docsAbove(Path.of(""));
    }

    @TestFactory
    Stream<DynamicTest> examples() {
        return contract.examples().stream()
                .map(example -> dynamicTest(example.toString(), () -> report(contract.run(example))));
    }

    private static void report(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new AssertionError(
                    problems.stream().map(Problem::toString).collect(Collectors.joining("\n", "\n", "")));
        }
    }
}

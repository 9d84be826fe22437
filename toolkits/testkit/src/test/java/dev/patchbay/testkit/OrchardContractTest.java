package dev.patchbay.testkit;

import java.nio.file.Path;
import java.util.Optional;

/** The contract as a toolkit module runs it, on the toolkit in this module's test resources. */
class OrchardContractTest extends ToolkitContractTest {

    /** The orchard is no toolkit of the project, so its page is kept with the tests. */
    @Override
    Optional<Path> docs() {
        return Optional.of(Path.of("src/test/resources/docs"));
    }
}

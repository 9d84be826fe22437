package dev.patchbay.backendless;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.catalog.Definition;
import dev.patchbay.catalog.Reading;
import dev.patchbay.catalog.ToolkitReader;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Console is another service than the one that a user logs in to. */
class ConsoleDoorTest {
    private static final String CONSOLE = "/console/";

    private final Definition definition =
            switch (new ToolkitReader(getClass().getClassLoader()).read(new ToolkitSlug("backendless"))) {
                case Reading.Sound<Definition>(var sound) -> sound;
                case Reading.Faulty<Definition>(var problems) -> throw new AssertionError(problems);
            };

    @Test
    void noUsersTokenGoesToTheConsole() {
        assertThat(requests())
                .filteredOn(request -> request.path().text().startsWith(CONSOLE))
                .hasSize(6)
                .allMatch(RequestTemplate::anonymous)
                .allMatch(request -> request.headers().isEmpty());
    }

    @Test
    void theDevelopersKeyGoesNowhereElse() {
        assertThat(requests())
                .allMatch(request -> request.door().equals("console")
                        == request.path().text().startsWith(CONSOLE));
    }

    private Stream<RequestTemplate> requests() {
        return definition.tools().stream().map(Tool::plan).flatMap(plan -> switch (plan) {
            case Plan.Declared declared ->
                Stream.concat(
                        Stream.of(declared.template()),
                        declared.variants().stream().map(Plan.Variant::template));
            case Plan.Behaves behaves -> behaves.steps().values().stream();
        });
    }
}

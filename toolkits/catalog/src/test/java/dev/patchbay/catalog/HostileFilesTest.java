package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tool files made to exhaust whoever reads them (R46): each is refused with its place, and soon. */
class HostileFilesTest {
    private static final String PROPERTY = "id: { type: integer, description: Its number. }";
    /** Refusing takes milliseconds; the rest is for busy machines. What is aimed at would take hours or all memory. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aBombOfAliasesIsRefusedAtItsFirstAnchor() {
        var bomb = IntStream.range(1, 30)
                .mapToObj(n -> "a%d: &a%d [*a%d, *a%d, *a%d]".formatted(n, n, n - 1, n - 1, n - 1))
                .collect(Collectors.joining("\n", "a0: &a0 [lol, lol]\n", "\n"));

        assertThat(problems(Shelf.sound().with(Shelf.GET, bomb)))
                .first()
                .asString()
                .startsWith("tools/get-book.yaml:1: anchors (`&name`) are not allowed");
    }

    @Test
    void anAliasOfItselfIsRefused() {
        assertThat(problems(Shelf.sound().with(Shelf.GET, "a: &a [*a]")))
                .first()
                .asString()
                .contains("anchors (`&name`) are not allowed");
    }

    @Test
    void tenThousandAlternativesAreTooMany() {
        var alternatives = IntStream.range(0, 10_000)
                .mapToObj(n -> "{ const: " + n + " }")
                .collect(Collectors.joining(", ", "{ oneOf: [", "], description: Its number. }"));

        assertThat(problems(Shelf.sound().change(Shelf.GET, PROPERTY, "id: " + alternatives)))
                .singleElement()
                .asString()
                .startsWith("tools/get-book.yaml:")
                .contains("has more than 1000 objects in it");
    }

    @Test
    void aSchemaWithinTheLimitIsRead() {
        var alternatives = IntStream.range(0, 900)
                .mapToObj(n -> "{ const: " + n + " }")
                .collect(Collectors.joining(", ", "{ oneOf: [", "], description: Its number. }"));

        assertThat(problems(Shelf.sound().change(Shelf.GET, PROPERTY, "id: " + alternatives)))
                .isEmpty();
    }

    @Test
    void aSchemaNestedWithoutEndIsRefused() {
        var nested = "{ not: ".repeat(100) + "{}" + " }".repeat(100);

        assertThat(problems(Shelf.sound().change(Shelf.GET, PROPERTY, "id: " + nested)))
                .anySatisfy(problem -> assertThat(problem).contains("nested deeper than 64 levels"));
    }

    @Test
    void aPatternLongerThanAThousandCharactersIsRefused() {
        assertThat(problems(Shelf.sound()
                        .change(
                                Shelf.GET,
                                PROPERTY,
                                "id: { pattern: " + "a".repeat(1001) + ", description: Its number. }")))
                .anySatisfy(problem -> assertThat(problem).contains("more than 1000 characters"));
    }

    private static List<String> problems(Shelf shelf) {
        return assertTimeoutPreemptively(SOON, shelf::problems);
    }
}

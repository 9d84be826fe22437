package dev.patchbay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is loaded when. That of the real toolkits: {@code LoadedToolkitsTest} in the gateway. */
class LightCatalogTest {
    private static final ToolSlug GET = new ToolSlug("SHELF_GET_BOOK");

    private final Definition shelf = Shelf.sound().definition();
    private final AtomicInteger loads = new AtomicInteger();
    private final Catalog catalog = Catalog.ofOutlines(List.of(Outline.light(shelf, () -> {
        loads.incrementAndGet();
        return shelf.tools();
    })));

    @Test
    void nothingIsLoadedByListsAndLookUps() {
        assertThat(catalog.entries()).hasSize(2).isEqualTo(catalog.entries(Shelf.SLUG));
        assertThat(catalog.entry(GET)).isPresent();
        assertThat(catalog.toolkits()).hasSize(1);
        assertThat(catalog.toolkit(Shelf.SLUG)).isPresent();
        assertThat(catalog.similarTo("SHELF_GET_BOOKS")).contains(GET);
        assertThat(catalog.tool(new ToolSlug("SHELF_BURN_BOOK"))).isEmpty();

        assertThat(loads).hasValue(0);
        assertThat(catalog.loaded()).isEmpty();
    }

    @Test
    void aToolkitIsLoadedWithItsFirstToolAndKept() {
        var tool = catalog.tool(GET).orElseThrow();

        assertThat(catalog.tool(catalog.entry(GET).orElseThrow())).isSameAs(tool);
        assertThat(catalog.tools(Shelf.SLUG)).isEqualTo(shelf.tools());
        assertThat(loads).hasValue(1);
        assertThat(catalog.loaded()).containsExactly(Shelf.SLUG);
    }

    @Test
    void manyThreadsLoadAToolkitOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = Collections.<Callable<Tool>>nCopies(
                    50, () -> catalog.tool(GET).orElseThrow());
            var found = threads.invokeAll(calls);
            var tool = catalog.tool(GET).orElseThrow();
            assertThat(found).allSatisfy(each -> assertThat(each.get()).isSameAs(tool));
        }

        assertThat(loads).hasValue(1);
    }

    @Test
    void aLoadThatFailsIsTriedAgain() {
        var broken = Catalog.ofOutlines(List.of(Outline.light(shelf, () -> {
            if (loads.incrementAndGet() == 1) {
                throw new IllegalStateException("unreadable");
            }
            return shelf.tools();
        })));

        assertThatIllegalStateException().isThrownBy(() -> broken.tool(GET)).withMessage("unreadable");
        assertThat(broken.loaded()).isEmpty();
        assertThat(broken.tool(GET)).isPresent();
    }

    @Test
    void anEntryOfAnotherCatalogueIsRefused() {
        var entry = catalog.entry(GET).orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalog.of(List.of()).tool(entry))
                .withMessageContaining("SHELF_GET_BOOK");
    }

    @Test
    void entriesSayWhatTheirToolsSay() {
        for (var entry : catalog.entries()) {
            var tool = catalog.tool(entry);
            assertThat(entry)
                    .isEqualTo(new ToolEntry(
                            tool.slug(),
                            tool.toolkit(),
                            tool.title(),
                            tool.description(),
                            tool.hints(),
                            tool.important(),
                            entry.alsoAs(),
                            entry.text()));
        }
    }
}

package dev.patchbay.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.search.ToolIndex;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What a session with one toolkit has loaded of the real toolkits, and what each costs. */
class LoadedToolkitsTest {
    private static final ToolkitSlug SCALE = new ToolkitSlug("scale_ai");

    private final Catalog catalog = Catalog.fromClasspath(LoadedToolkitsTest.class.getClassLoader());

    @Test
    void nothingIsLoadedAtTheStartNorBySearching() {
        var index = ToolIndex.of(catalog);
        assertThat(index.search("make a batch", index.scope(tool -> true), 5)).isNotEmpty();

        assertThat(catalog.entries()).hasSizeGreaterThan(70);
        assertThat(catalog.loaded()).isEmpty();
    }

    @Test
    void aSessionOfOneToolkitLoadsNoOther() throws Exception {
        var rules = (ObjectNode) new ObjectMapper()
                .readTree("{\"toolkits\":{\"enable\":[\"scale_ai\"]},\"preload\":{\"tools\":\"all\"}}");
        var config = ((SessionConfigReader.Reading.Valid) new SessionConfigReader(catalog).read(rules)).config();
        var listed = ToolPolicy.listed(config, catalog);
        assertThat(listed).isNotEmpty();
        assertThat(catalog.loaded()).isEmpty();

        assertThat(listed)
                .allSatisfy(
                        entry -> assertThat(catalog.tool(entry).inputSchema()).isNotEmpty());
        assertThat(catalog.loaded()).containsExactly(SCALE);
    }

    @Test
    void oneToolLoadsItsToolkitAlone() {
        assertThat(catalog.tool(new ToolSlug("SCALE_AI_GET_TASK"))).isPresent();
        assertThat(catalog.loaded()).containsExactly(SCALE);
    }

    /** The memory is printed and not asserted: the heap is shared with whatever other tests have left to collect. */
    @Test
    void whatEachToolkitCostsOnceItIsLoaded() {
        var before = usedHeap();
        var light = Catalog.fromClasspath(LoadedToolkitsTest.class.getClassLoader());
        var used = usedHeap();
        System.out.printf(Locale.ROOT, "catalogue, nothing loaded: %,d kB%n", (used - before) / 1024);
        for (var toolkit : light.toolkits().stream().map(Toolkit::slug).toList()) {
            var start = System.nanoTime();
            var tools = light.tools(toolkit).size();
            var millis = (System.nanoTime() - start) / 1_000_000;
            var now = usedHeap();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d tools, %,d kB, loaded in %d ms%n",
                    toolkit,
                    tools,
                    (now - used) / 1024,
                    millis);
            used = now;
        }
        assertThat(light.loaded()).hasSize(light.toolkits().size());
    }

    private static long usedHeap() {
        for (var i = 0; i < 3; i++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}

package dev.patchbay.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.catalog.search.ToolIndex;
import dev.patchbay.toolkit.ToolSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Prints how long a search takes, over our tools and over thousands made of their words; a program, since times are no test. */
final class SearchBench {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;
    private static final int MANY = 5_000;

    private SearchBench() {}

    public static void main(String[] args) {
        var requests = LabelledFile.read("requests-dev")
                .valueStream()
                .map(entry -> entry.path("ask"))
                .map(JsonNode::asText)
                .toList();
        var tools = Catalog.fromClasspath(SearchBench.class.getClassLoader()).entries();
        measure(tools, requests);
        measure(mixed(tools), requests);
    }

    private static void measure(List<ToolEntry> tools, List<String> requests) {
        var begin = System.nanoTime();
        var index = ToolIndex.of(tools);
        var built = System.nanoTime() - begin;
        var scope = index.scope(tool -> true);
        IntStream.range(0, WARM_UP).forEach(i -> index.search(requests.get(i % requests.size()), scope, 5));
        var times = IntStream.range(0, MEASURED)
                .mapToLong(i -> {
                    var start = System.nanoTime();
                    index.search(requests.get(i % requests.size()), scope, 5);
                    return System.nanoTime() - start;
                })
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%5d tools: index in %4.0f ms, search p50 %.3f ms, p99 %.3f ms%n",
                tools.size(),
                built / 1e6,
                times[times.length / 2] / 1e6,
                times[times.length * 99 / 100] / 1e6);
    }

    /** Each has the title of one tool, the description of another and the examples of a third. */
    private static List<ToolEntry> mixed(List<ToolEntry> tools) {
        var random = new Random(72);
        var mixed = new ArrayList<ToolEntry>();
        for (var i = 0; i < MANY; i++) {
            var first = tools.get(random.nextInt(tools.size()));
            var title = first.title() + " " + Integer.toString(i % 400, 36);
            mixed.add(new ToolEntry(
                    new ToolSlug("MIXED_" + i),
                    first.toolkit(),
                    title,
                    tools.get(random.nextInt(tools.size())).description(),
                    first.hints(),
                    false,
                    Optional.empty(),
                    tools.get(random.nextInt(tools.size())).text()));
        }
        return mixed;
    }
}

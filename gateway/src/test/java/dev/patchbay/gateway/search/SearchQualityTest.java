package dev.patchbay.gateway.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Catalog;
import dev.patchbay.catalog.ToolEntry;
import dev.patchbay.catalog.search.Scope;
import dev.patchbay.catalog.search.ToolIndex;
import dev.patchbay.gateway.search.SearchQuality.Answer;
import dev.patchbay.toolkit.ToolSlug;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Measures the search on labelled requests over all tools and prints the figures; none may fall below {@code floors.yaml}, which is
 * raised when the search gets better. {@code requests-dev} is for tuning, {@code requests-test} is only ever measured. What the figures mean: {@link Labelled#recall} and {@link Labelled#ndcg}.
 */
class SearchQualityTest {
    private static final Catalog CATALOG = Catalog.fromClasspath(SearchQualityTest.class.getClassLoader());
    private static final ToolIndex INDEX = ToolIndex.of(CATALOG);
    private static final Scope EVERYTHING = INDEX.scope(tool -> true);

    @ParameterizedTest
    @ValueSource(strings = {"requests-dev", "requests-test"})
    void requestsFindTheirToolsNoWorseThanBefore(String name) {
        var file = LabelledFile.find(name);
        assertThat(file).as(name).isPresent();
        var answers =
                labelled(file.get()).stream().map(SearchQualityTest::answer).toList();
        var all = SearchQuality.of(answers);
        print(name, "all", all);
        print(
                name,
                "one step",
                SearchQuality.of(
                        answers.stream().filter(each -> !isInSteps(each)).toList()));
        print(
                name,
                "steps",
                SearchQuality.of(
                        answers.stream().filter(SearchQualityTest::isInSteps).toList()));

        var floor = LabelledFile.read("floors").path(name);
        assertThat(all.recallAt1()).as("recall@1").isGreaterThanOrEqualTo(floor(floor, "recall_at_1"));
        assertThat(all.recallAt5()).as("recall@5").isGreaterThanOrEqualTo(floor(floor, "recall_at_5"));
        assertThat(all.ndcgAt5()).as("NDCG@5").isGreaterThanOrEqualTo(floor(floor, "ndcg_at_5"));
    }

    @Test
    void whatNoToolCanDoFindsNothingNoSeldomerThanBefore() {
        var requests = LabelledFile.read("nonsense-dev")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        var empty = requests.stream()
                .filter(request -> INDEX.search(request, EVERYTHING, 5).isEmpty())
                .count();
        var share = empty / (double) requests.size();
        System.out.printf(Locale.ROOT, "search nonsense-dev: %.2f of %d find nothing%n", share, requests.size());

        assertThat(share)
                .isGreaterThanOrEqualTo(floor(LabelledFile.read("floors").path("nonsense-dev"), "nothing"));
    }

    @Test
    void requestsNameToolsThatThereAreAndEveryToolIsAskedFor() {
        var requests = labelled(LabelledFile.read("requests-dev"));
        var asked = requests.stream()
                .flatMap(request -> request.steps().stream().flatMap(Set::stream))
                .collect(Collectors.toSet());

        assertThat(asked)
                .isEqualTo(CATALOG.entries().stream()
                        .filter(tool -> tool.alsoAs().isEmpty())
                        .map(tool -> tool.slug().value())
                        .collect(Collectors.toSet()));
        assertThat(requests).hasSizeGreaterThanOrEqualTo(300);
    }

    /** The figures are worth no more than the sets they were measured on: those may grow, and not shrink. */
    @Test
    void bothHalvesAreAsLargeAsTheFiguresSay() {
        assertThat(LabelledFile.read("requests-dev")).hasSizeGreaterThanOrEqualTo(544);
        assertThat(LabelledFile.read("requests-test")).hasSizeGreaterThanOrEqualTo(544);
    }

    @Test
    void noRequestIsAnExampleOfAToolFile() {
        var examples = CATALOG.entries().stream()
                .flatMap(tool -> tool.text().asks().stream())
                .map(SearchQualityTest::plain)
                .toList();

        assertThat(Stream.of("requests-dev", "requests-test")
                        .flatMap(file -> labelled(LabelledFile.read(file)).stream()))
                .extracting(request -> plain(request.ask()))
                .doesNotContainAnyElementsOf(examples)
                .doesNotHaveDuplicates();
    }

    private static List<Labelled> labelled(JsonNode file) {
        return file.valueStream()
                .map(entry -> Labelled.read(entry, SearchQualityTest::primary))
                .toList();
    }

    private static String primary(String slug) {
        return CATALOG.entry(new ToolSlug(slug))
                .flatMap(ToolEntry::alsoAs)
                .map(ToolSlug::value)
                .orElse(slug);
    }

    private static Answer answer(Labelled request) {
        var hits = INDEX.search(request.ask(), EVERYTHING, 5);
        return new Answer(
                request, hits.stream().map(hit -> primary(hit.slug().value())).toList());
    }

    private static boolean isInSteps(Answer answer) {
        return answer.request().steps().size() > 1;
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
    }

    private static double floor(JsonNode floors, String name) {
        assertThat(floors.path(name).isNumber()).as("floors.yaml has %s", name).isTrue();
        return floors.path(name).asDouble();
    }

    private static void print(String file, String part, SearchQuality quality) {
        System.out.printf(Locale.ROOT, "search %s %-8s %s%n", file, part, quality);
    }
}

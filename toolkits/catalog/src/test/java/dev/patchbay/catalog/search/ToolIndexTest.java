package dev.patchbay.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.patchbay.catalog.ToolEntry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolIndexTest {
    private static final ToolIndex INDEX = ToolIndex.of(Workshop.tools());
    private static final Scope EVERYTHING = INDEX.scope(tool -> true);

    @ParameterizedTest
    @CsvSource({
        "list the lamps, SHOP_LIST_LAMPS",
        "LIST_LAMPS, SHOP_LIST_LAMPS",
        "listLamps, SHOP_LIST_LAMPS",
        "which bulbs are there, SHOP_LIST_LAMPS",
        "delet a lmap, SHOP_DELETE_LAMP",
        "delete a lamp, SHOP_DELETE_LAMP",
        "erase the torch, SHOP_DELETE_LAMP",
        "show me lamp 17, SHOP_GET_LAMP",
        "bright kitchen, SHOP_LIGHT_LAMP",
        "sign up a visitor, SHOP_REGISTER_GUEST",
        "e-mail bob@acme.io, SHOP_SEND_LETTER",
        "LETTER~ +send -lamp, SHOP_SEND_LETTER",
        "rm -rf torch, SHOP_DELETE_LAMP",
        "details of the lamp, SHOP_GET_LAMP",
        "ersae colour=red torch, SHOP_DELETE_LAMP"
    })
    void theBestToolComesFirst(String request, String slug) {
        assertThat(slugs(request, EVERYTHING)).first().isEqualTo(slug);
    }

    @Test
    void whatADescriptionSaysOfAnotherToolIsNotItsOwn() {
        assertThat(slugs(
                        "light",
                        INDEX.scope(tool -> !isNamed(tool, "SHOP_LIGHT_LAMP") && !isNamed(tool, "SHOP_GET_LIGHT"))))
                .doesNotContain("SHOP_LIST_LAMPS");
    }

    @Test
    void theToolsOfAllStepsComeBeforeTheSecondBestOfAny() {
        assertThat(INDEX.search("register a guest, then send her a letter and delete the lamp", EVERYTHING, 4))
                .extracting(hit -> hit.slug().value())
                .contains("SHOP_REGISTER_GUEST", "SHOP_SEND_LETTER", "SHOP_DELETE_LAMP");
    }

    @Test
    void commandsOnOneLineAreSteps() {
        assertThat(INDEX.search("register guest && rm lamp", EVERYTHING, 2))
                .extracting(hit -> hit.slug().value())
                .containsExactlyInAnyOrder("SHOP_REGISTER_GUEST", "SHOP_DELETE_LAMP");
    }

    @Test
    void anIndexOfStrangersIsMadeTheSameWayButHoldsNoAimAgainstThem() {
        var lamps = Workshop.tools().stream()
                .filter(tool -> isNamed(tool, "SHOP_DELETE_LAMP"))
                .toList();
        var strangers = INDEX.ofStrangers(lamps);
        var known = ToolIndex.of(lamps);
        var all = strangers.scope(tool -> true);

        assertThat(strangers.search("erase the torch", all, 5))
                .isEqualTo(known.search("erase the torch", known.scope(tool -> true), 5))
                .hasSize(1);
        assertThat(strangers.search("send a letter", all, 5)).isEmpty();
        assertThat(strangers.search("show me the lamp", all, 1).getFirst().score())
                .isGreaterThan(known.search("show me the lamp", known.scope(tool -> true), 1)
                        .getFirst()
                        .score());
    }

    @Test
    void onlyToolsOfTheScopeAreRanked() {
        var scope = INDEX.scope(tool -> isNamed(tool, "SHOP_SEND_LETTER") || isNamed(tool, "SHOP_GET_LAMP"));

        assertThat(slugs("delete a lamp and list lamps", scope)).containsExactly("SHOP_GET_LAMP");
        assertThat(INDEX.search("delete a lamp", scope, 1)).hasSize(1);
        assertThat(scope.size()).isEqualTo(2);
        assertThat(slugs("delete a lamp", INDEX.scope(tool -> false))).isEmpty();
    }

    @Test
    void aToolOfTwoNamesTakesOnePlaceUnderItsFirstThatIsAdmitted() {
        assertThat(slugs("get light", EVERYTHING)).contains("SHOP_GET_LAMP").doesNotContain("SHOP_GET_LIGHT");
        assertThat(slugs("get lamp", INDEX.scope(tool -> !isNamed(tool, "SHOP_GET_LAMP"))))
                .contains("SHOP_GET_LIGHT");
    }

    @Test
    void scoresAreSharesOfTheRequestAndFallWithinOneStep() {
        var hits = INDEX.search("light the lamp", EVERYTHING, 5);

        assertThat(hits).extracting(Hit::score).isSortedAccordingTo(Collections.reverseOrder());
        assertThat(hits).allSatisfy(hit -> assertThat(hit.score()).isBetween(0.0, 1.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "the of and",
                "?!… --- ,;.",
                "日本語でランプ",
                "🤖🤖",
                "\uD83E",
                "\0\t\n",
                "'''\"\"",
                "and then, and; then"
            })
    void textWithoutWordsFindsNothing(String request) {
        assertThat(slugs(request, EVERYTHING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lamp AND OR NOT (",
                "lamp^2 [a TO b} \\ /x/ *:* ?",
                "\"lamp",
                "lamp'",
                "лампа lamp",
                "lámp",
                "http://lamp.example/a.b/c lamp",
                "lamp@",
                "lamp -> ; -> ; lamp"
            })
    void anyCharactersMayStandBesideWords(String request) {
        assertThat(slugs(request, EVERYTHING)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a@", "/a", "a/", "'a ", "lamp ", "lamp, ", "-", "lampx ", "get off ", "A", "\uD83E"})
    void longTextIsReadToItsLimitInShortTime(String piece) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> INDEX.search(piece.repeat(20_000), EVERYTHING, 5));
    }

    @Test
    void whatStandsBehindTheLimitIsNotRead() {
        assertThat(slugs("x".repeat(1025) + " delete lamp", EVERYTHING)).isEmpty();
    }

    @Test
    void manyThreadsFindTheSame() throws Exception {
        var expected = INDEX.search("register a guest and light the lamp", EVERYTHING, 5);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Hit>>> searches = IntStream.range(0, 200)
                    .<Callable<List<Hit>>>mapToObj(
                            i -> () -> INDEX.search("register a guest and light the lamp", EVERYTHING, 5))
                    .toList();
            assertThat(threads.invokeAll(searches))
                    .allSatisfy(found -> assertThat(found.get()).isEqualTo(expected));
        }
        assertThat(ToolIndex.of(Workshop.tools()))
                .satisfies(other -> assertThat(
                                other.search("register a guest and light the lamp", other.scope(tool -> true), 5))
                        .isEqualTo(expected));
    }

    @Test
    void aScopeIsOfOneIndex() {
        var other = ToolIndex.of(Workshop.tools());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.search("lamp", EVERYTHING, 5))
                .withMessageContaining("scope");
        assertThatIllegalArgumentException().isThrownBy(() -> INDEX.search("lamp", EVERYTHING, 0));
    }

    @Test
    void anIndexOfNothingFindsNothing() {
        var empty = ToolIndex.of(List.of());

        assertThat(empty.search("lamp", empty.scope(tool -> true), Integer.MAX_VALUE))
                .isEmpty();
        assertThat(slugs("lamp", EVERYTHING)).isNotEmpty();
    }

    private List<String> slugs(String request, Scope scope) {
        return INDEX.search(request, scope, 5).stream()
                .map(hit -> hit.slug().value())
                .toList();
    }

    private static boolean isNamed(ToolEntry tool, String slug) {
        return tool.slug().value().equals(slug);
    }
}

package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.answer;
import static dev.patchbay.upstream.http.Fixtures.json;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Paging;
import dev.patchbay.toolkit.Paging.More;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {
    private static final Toolkit TOOLKIT =
            aToolkit(new ErrorFormat("message", Optional.empty(), false), FailureHints.NONE);
    private static final Tool BY_TOKEN = listing(new Paging.ByToken("next", List.of("next_token", "cursor")));
    private static final Tool BY_FLAG = listing(new Paging.ByOffset("offset", "docs", new More.Flag("has_more")));
    private static final Tool BY_PAGE =
            listing(new Paging.ByOffset("offset", "docs", new More.FullPage("limit", Optional.of(3))));
    private static final Tool BY_KNOWN_PAGE =
            listing(new Paging.ByOffset("offset", "docs", new More.FullPage("limit", Optional.empty())));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {\"next_token\": \"t\"} | {\"next\": \"t\"}",
                "{\"tags\": [\"a\", null], \"status\": null, \"next\": \"s\"} | {\"next_token\": \"t\"}"
                        + " | {\"tags\": [\"a\", null], \"next\": \"t\"}",
                "{} | {\"next_token\": null, \"cursor\": 7} | {\"next\": 7}",
                "{} | {\"next_token\": \"\", \"cursor\": \"c\"} | {\"next\": \"c\"}",
                "{} | {\"next_token\": \"t\", \"cursor\": \"c\"} | {\"next\": \"t\"}",
            })
    void theTokenOfTheAnswerIsPutIntoTheCallersOwnArguments(String arguments, String answer, String next) {
        assertThat(call(BY_TOKEN, arguments, answer))
                .isEqualTo(object(answer).set("next_page", object("{}").set("arguments", json(next))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {}",
                "{} | {\"next_token\": null}",
                "{} | {\"next_token\": \"\"}",
                "{} | {\"next_token\": true}",
                "{} | {\"next_token\": {\"a\": 1}}",
                "{\"next\": \"t\"} | {\"next_token\": \"t\"}",
                "{\"next\": \"7\"} | {\"next_token\": 7}",
            })
    void withoutATokenOrWithTheOneJustUsedThereIsNoNextPage(String arguments, String answer) {
        assertThat(call(BY_TOKEN, arguments, answer)).isEqualTo(object(answer));
    }

    @Test
    void aNumberBecomesTextWhereTheArgumentIsText() {
        var tool = aTool(HttpMethod.GET)
                .paging(new Paging.ByToken("next", List.of("cursor")))
                .input("{\"properties\": {\"next\": {\"type\": \"string\"}}}")
                .build();

        assertThat(next(tool, "{}", "{\"cursor\": 7}")).contains("{\"next\":\"7\"}");
    }

    @Test
    void aSecretArgumentIsNamedInsteadOfRepeated() {
        var tool = aTool(HttpMethod.GET)
                .paging(new Paging.ByToken("next", List.of("cursor")))
                .input("{\"properties\": {\"user_token\": {\"type\": \"string\", \"writeOnly\": true}}}")
                .build();

        assertThat(call(tool, "{\"user_token\": \"s\", \"a\": 1}", "{\"cursor\": \"c\"}")
                        .path("next_page"))
                .isEqualTo(json("{\"arguments\": {\"a\": 1, \"next\": \"c\"}, \"give_again\": [\"user_token\"]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | {\"docs\": [1, 2], \"has_more\": true} | {\"offset\": 2}",
                "{\"offset\": 40, \"limit\": 2} | {\"docs\": [1, 2], \"has_more\": true} | {\"offset\": 42, \"limit\": 2}",
                "{\"offset\": null} | {\"docs\": [1], \"has_more\": true} | {\"offset\": 1}",
                "{} | {\"docs\": [1, 2], \"has_more\": false} |",
                "{} | {\"docs\": [1, 2], \"has_more\": \"true\"} |",
                "{} | {\"docs\": [1, 2]} |",
                "{} | {\"docs\": [], \"has_more\": true} |",
                "{} | {\"has_more\": true} |",
                "{\"offset\": \"x\"} | {\"docs\": [1], \"has_more\": true} |",
                "{\"offset\": 1e300} | {\"docs\": [1], \"has_more\": true} |",
            })
    void theOffsetGrowsByTheItemsWhileTheAnswerSaysThereIsMore(String arguments, String answer, String next) {
        assertThat(next(BY_FLAG, arguments, answer))
                .isEqualTo(Optional.ofNullable(next).map(text -> text.replace(" ", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"limit\": 2} | {\"docs\": [1, 2]} | {\"limit\": 2, \"offset\": 2}",
                "{\"limit\": 2, \"offset\": 2} | {\"docs\": [1]} |",
                "{\"limit\": 5} | {\"docs\": [1, 2, 3]} |",
                "{} | {\"docs\": [1, 2, 3]} | {\"offset\": 3}",
                "{} | {\"docs\": [1, 2]} |",
                "{\"limit\": 0} | {\"docs\": []} |",
            })
    void aFullPageMayHaveANext(String arguments, String answer, String next) {
        assertThat(next(BY_PAGE, arguments, answer))
                .isEqualTo(Optional.ofNullable(next).map(text -> text.replace(" ", "")));
    }

    @Test
    void withoutAKnownSizeOfAPageNothingIsSaid() {
        assertThat(next(BY_KNOWN_PAGE, "{}", "{\"docs\": [1, 2, 3]}")).isEmpty();
        assertThat(next(BY_KNOWN_PAGE, "{\"limit\": 3}", "{\"docs\": [1, 2, 3]}"))
                .contains("{\"limit\":3,\"offset\":3}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"theirs\"", "null"})
    void aMemberOfTheServicesOwnWithThatNameStays(String theirs) {
        var answer = "{\"next_token\": \"t\", \"next_page\": " + theirs + "}";

        assertThat(call(BY_TOKEN, "{}", answer)).isEqualTo(object(answer));
    }

    @Test
    void theCallersArgumentsAreLeftAlone() {
        var arguments = object("{\"tags\": [\"a\"], \"status\": null}");
        var before = arguments.deepCopy();

        resultOf(new HttpUpstream()
                .call(
                        TOOLKIT,
                        BY_TOKEN,
                        arguments,
                        _ -> Outcome.ok(answer(200, "{\"next_token\": \"t\"}")),
                        new TestFiles()));

        assertThat(arguments).isEqualTo(before);
    }

    @Property(tries = 100)
    void followingThePagesVisitsEveryItemOnceAndEnds(
            @ForAll @IntRange(max = 30) int total, @ForAll @IntRange(min = 1, max = 7) int limit) {
        var seen = new ArrayList<Integer>();
        var arguments = Optional.<JsonNode>of(object("{}").put("limit", limit));
        while (arguments.isPresent()) {
            var result = resultOf(new HttpUpstream()
                    .call(TOOLKIT, BY_PAGE, (ObjectNode) arguments.get(), service(total), new TestFiles()));
            result.get("docs").forEach(item -> seen.add(item.intValue()));
            assertThat(seen).hasSizeLessThanOrEqualTo(total);
            arguments = Optional.ofNullable(result.get("next_page")).map(page -> page.get("arguments"));
        }

        assertThat(seen).hasSize(total).doesNotHaveDuplicates();
    }

    /** Answers as a service does that reads limit and offset from the query. */
    private static Egress service(int total) {
        return request -> {
            var docs = object("{}");
            var list = docs.putArray("docs");
            var query = List.of(request.query().split("&", -1));
            int offset = number(query, "offset=");
            int limit = number(query, "limit=");
            for (int i = offset; i < Math.min(total, offset + limit); i++) {
                list.add(i);
            }
            return Outcome.ok(answer(200, docs.toString()));
        };
    }

    private static int number(List<String> query, String name) {
        return query.stream()
                .filter(pair -> pair.startsWith(name))
                .findFirst()
                .map(pair -> Integer.valueOf(pair.substring(name.length())))
                .orElse(0);
    }

    private static Tool listing(Paging paging) {
        return aTool(HttpMethod.GET)
                .fixed("/list")
                .query("limit", "limit", ListStyle.REPEAT)
                .query("offset", "offset", ListStyle.REPEAT)
                .paging(paging)
                .build();
    }

    private static Optional<String> next(Tool tool, String arguments, String answer) {
        return Optional.ofNullable(call(tool, arguments, answer).get("next_page"))
                .map(page -> page.get("arguments").toString());
    }

    private static ObjectNode call(Tool tool, String arguments, String answer) {
        return resultOf(new HttpUpstream()
                .call(TOOLKIT, tool, object(arguments), _ -> Outcome.ok(answer(200, answer)), new TestFiles()));
    }
}

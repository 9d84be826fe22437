package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPathTest {
    private static final JsonNode TASKS = Data.tasks(20);

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "next_token # 'abc'",
                "tasks[0].task_id # 't0'",
                "tasks[-1].task_id # 't19'",
                "tasks[0:2].task_id # ['t0','t1']",
                "tasks[?status=='pending'].task_id | [0:2] # ['t0','t4']",
                "tasks[?params.n > `17`].{id: task_id} # [{'id':'t18'},{'id':'t19'}]",
                "length(tasks) # 20",
                "keys(@) # ['tasks','next_token']",
                "join('-', tasks[0:3].task_id) # 't0-t1-t2'",
                "contains(tasks[0].params.tags, 'b') # true",
                "contains(tasks[0].params.tags, 'c') # false",
                "contains('foobar', 'oob') # true",
                "contains(tasks[*].params, tasks[3].params) # true",
                "max_by(tasks, &params.n).task_id # 't19'",
                "tasks[?params == `{\"tags\":[\"a\",\"b\"],\"n\":3}`].task_id # ['t3']",
            })
    void anExpressionFindsWhatItSays(String expression, String expected) {
        assertThat(BoundedPath.find(expression, TASKS))
                .isInstanceOfSatisfying(
                        Found.Value.class,
                        found -> assertThat(found.value().toString())
                                .isEqualTo(Data.json(expected).toString()));
    }

    @Test
    void nothingIsNothing() {
        assertThat(BoundedPath.find("tasks[0].absent", TASKS)).isEqualTo(new Found.Nothing());
        assertThat(BoundedPath.find("tasks[0].note", TASKS)).isEqualTo(new Found.Nothing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "$.tasks[0] # there is no $",
                "tasks[?params.n > 5] # numbers in `…`",
                "tasks[ # at character",
                "nosuch(tasks) # unknown function",
                "sort(tasks) # does not fit the data",
                "tasks[99999999999999] # cannot be evaluated",
            })
    void whatIsWrongIsExplained(String expression, String hint) {
        assertThat(problem(expression, TASKS)).contains(hint);
    }

    @Test
    void longAndDeepExpressionsAreRefusedBeforeTheyAreRead() {
        assertThat(problem("a".repeat(1_001), TASKS)).contains("at most 1000");
        assertThat(problem("[".repeat(40) + "a" + "]".repeat(40), TASKS)).contains("nests deeper");
        assertThat(problem("!".repeat(900) + "a", TASKS)).contains("nests deeper");
        assertThat(problem("'((((((((((((((((((((((((((((((((((((((((' | @.x", TASKS, Found.Nothing.class))
                .isEmpty();
    }

    static Stream<String> hostile() {
        return Stream.of(
                "[@,@][]" + " | [@,@][]".repeat(99), // doubles a list each time
                "[@,@]" + " | [@,@]".repeat(100), // the same, in one value that stands in many places
                "[@,@]" + " | [@,@]".repeat(60) + " | [@ == @]",
                "[@,@]" + " | [@,@]".repeat(60) + " | to_string(@)",
                "[@,@]" + " | [@,@]".repeat(60) + " | contains([`[1]`, @], [@, `1`])",
                "{a: @, b: @}" + " | {a: @, b: @}".repeat(50) + " | @ == `{}` || to_string(@)",
                "rows" + "[*].[@,@,@,@,@,@,@,@,@,@][]".repeat(30),
                "rows[*].[@,@,@,@,@,@][]".concat("[]".repeat(200))
                        + ".n | sort(@) | [*].[@,@,@,@,@,@,@,@,@,@][] | [].[@,@,@,@,@,@][]",
                "join('" + "x".repeat(900) + "', rows[*].s)",
                "join(to_string(rows), rows[*].s)",
                "map(&map(&to_string(@), [@,@,@,@,@,@,@,@]), [rows,rows,rows,rows,rows,rows,rows,rows,rows,rows])",
                "map(&sort_by(@, &to_string(@)), [rows,rows,rows,rows,rows,rows,rows,rows,rows,rows,rows,rows,rows])",
                "[" + "rows,".repeat(190) + "rows] | [] | [].s | sort(@) | reverse(@)",
                "rows[?" + "s!='a'&&".repeat(100) + "s!='b'] | [?" + "n".repeat(100) + "]",
                "rows[::-2147483648]",
                "rows[2147483647:-2147483648:-2147483648]",
                "*".concat(".*".repeat(490)),
                "rows" + "[]".repeat(490),
                "a" + "||a".repeat(490 / 2),
                "a" + ".a".repeat(490),
                "@" + "|@".repeat(490),
                "((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))",
                "{a:".repeat(30) + "a" + "}".repeat(30),
                "a[?".repeat(30) + "a" + "]".repeat(30),
                "not_null(" + "a,".repeat(480) + "a)",
                "`" + "[".repeat(30) + "]".repeat(30) + "`");
    }

    /** However it ends, it ends soon and small. */
    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(20)
    void noExpressionDoesMoreThanItMay(String expression) {
        var found = BoundedPath.find(expression, LARGE);

        if (found instanceof Found.Value(var value)) {
            assertThat(Weight.of(value)).isLessThan(5_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows[?s=='row 77777'].n",
                "length(rows[?n > `50000`])",
                "rows[*].{a: s, b: n} | [0:10]",
                "sort_by(rows, &s)[0:3]",
                "sum(rows[*].n)"
            })
    void ordinaryQuestionsToAHundredThousandRowsAreAnswered(String expression) {
        assertThat(BoundedPath.find(expression, LARGE)).isInstanceOf(Found.Value.class);
    }

    @Test
    void aLargeResultIsNoLargerThanWhatItIsTakenFrom() {
        JsonNode text = TextNode.valueOf("x".repeat(1_500_000));
        var data = JsonNodeFactory.instance.objectNode();
        data.putArray("texts").add(text).add(text).add(text);

        assertThat(BoundedPath.find("texts", data)).isEqualTo(new Found.Value(data.get("texts")));
        assertThat(BoundedPath.find("[texts[0], texts[1]]", data)).isInstanceOf(Found.Value.class);
        assertThat(problem("[texts, texts[0]]", data)).contains("too large a result");
        assertThat(problem("[@, @, @]", text)).contains("too large a result");
    }

    private static final JsonNode LARGE = large();

    private static JsonNode large() {
        var data = JsonNodeFactory.instance.objectNode();
        var rows = data.putArray("rows");
        IntStream.range(0, 100_000)
                .forEach(i -> rows.addObject().put("s", "row " + i).put("n", i));
        return data;
    }

    private static String problem(String expression, JsonNode data) {
        return problem(expression, data, Found.Wrong.class);
    }

    private static String problem(String expression, JsonNode data, Class<? extends Found> kind) {
        var found = BoundedPath.find(expression, data);
        assertThat(found).isInstanceOf(kind);
        return found instanceof Found.Wrong(var problem) ? problem : "";
    }
}

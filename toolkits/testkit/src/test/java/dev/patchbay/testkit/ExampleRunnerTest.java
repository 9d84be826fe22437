package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.catalog.Definition;
import dev.patchbay.catalog.Problem;
import dev.patchbay.catalog.Reading;
import dev.patchbay.catalog.StrictYaml;
import dev.patchbay.catalog.ToolkitReader;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way in which an example can be wrong is reported, with its line. */
class ExampleRunnerTest {
    private static final Definition ORCHARD = orchard();

    /** Right as it is; each row breaks it in one place. */
    private static final String RIGHT = """
            - it: counts
              with: { kind: pear, tags: [a, b], user_token: T }
              sends:
                { get: /fruit/pear, query: { tag: [a, b], action: count }, headers: { user-token: T } }
              answer: { status: 200, body: 41 }
              gives: { count: 41 }
            """;

    private static final String PLANTS = """
            - it: plants
              with: { kind: pear, height: 2 }
              sends: { post: /trees, body: { kind: pear, height: 2 } }
              answer: { status: 200 }
              gives: {}
            """;

    private static final String REFUSED = """
            - it: is refused
              with: { kind: pear }
              sends: { get: /fruit/pear, query: { action: count } }
              answer: { status: 401, body: { message: Unknown key } }
              fails: { refused: 401, saying: [Unknown key] }
            """;

    private static final String INVALID = """
            - it: is invalid
              with: { kind: pear, trees: [0] }
              fails: { invalid: trees }
            """;

    private static final String HANGS = """
            - it: hangs
              with: { picture: { name: a, mimetype: image/png, base64: YQ== }, key: k }
              sends:
              - { post: /pictures, multipart: { picture: { name: a, mimetype: image/png, base64: YQ== }, key: k } }
              - { post: /pictures, multipart: { picture: { name: a, mimetype: image/png, base64: YQ== }, key: k } }
              - { get: /pictures, query: { key: k } }
              answer:
              - broken
              - { status: 409 }
              - { status: 200, body: { found: [{ id: 1 }] } }
              gives: { id: 1 }
            """;

    @Test
    void rightExamplesHaveNoProblems() {
        assertThat(run(RIGHT)).isEmpty();
        assertThat(run(PLANTS)).isEmpty();
        assertThat(run(REFUSED)).isEmpty();
        assertThat(run(INVALID)).isEmpty();
        assertThat(run(HANGS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "get: /fruit/pear    | get: /fruit/plum    | 3 | sends GET /fruit/pear, not GET /fruit/plum",
                "get: /fruit/pear    | post: /fruit/pear   | 3 | sends GET /fruit/pear, not POST /fruit/pear",
                "tag: [a, b]         | tag: [b, a]         | 3 | sends the query",
                "action: count       | acting: count       | 3 | sends the query",
                "tag: [a, b], action | action              | 3 | sends the query",
                "user-token: T       | user-token: U       | 3 | sends the headers",
                "{ user-token: T }   | {}                  | 3 | sends the headers",
                "count }, headers    | count }, body: 1, headers | 3 | sends no body, not the body 1",
                "gives: { count: 41  | gives: { count: 42  | 6 | gives {\"count\":41}, not {\"count\":42}",
                "count: 41           | count: \"41\"       | 6 | gives {\"count\":41}, not {\"count\":\"41\"}",
                "body: 41            | body: x             | 6 | breaks the output schema at \"/count\"",
                "status: 200         | status: 404         | 6 | fails with UpstreamRefused",
                "kind: pear          | kind: ..            | 3 | sends nothing",
                "gives: { count: 41 } | fails: { refused: 200 } | 6 | succeeds and gives",
            })
    void aDifferenceFromTheExampleIsReported(String right, String wrong, int line, String message) {
        assertReported(RIGHT, right, wrong, line, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "height: 2 } }    | height: 3 } }      | 3 | sends the body",
                "height: 2 } }    | height: \"2\" } }  | 3 | sends the body",
                "body: { kind: pear, height: 2 } | query: {} | 3 | sends the body {\"kind\":\"pear\",\"height\":2}, not no body",
            })
    void aDifferentBodyIsReported(String right, String wrong, int line, String message) {
        assertReported(PLANTS, right, wrong, line, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "refused: 401     | refused: 402      | 5 | fails otherwise, with UpstreamRefused[status=401",
                "refused: 401     | unavailable: true | 5 | fails otherwise",
                "refused: 401     | invalid: kind     | 5 | fails otherwise",
                "saying: [Unknown | saying: [Known    | 5 | does not say \"Known key\" but \"Unknown key",
            })
    void anotherFailureIsReported(String right, String wrong, int line, String message) {
        assertReported(REFUSED, right, wrong, line, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid: trees | invalid: tree                | 3 | fails otherwise, with InvalidArguments",
                "invalid: trees | invalid: trees, saying: [no] | 3 | does not say \"no\"",
                "trees: [0]     | trees: [1]                   | 1 | sends GET /fruit/pear although nothing may be sent",
            })
    void anArgumentThatIsNotRefusedAsToldIsReported(String right, String wrong, int line, String message) {
        assertReported(INVALID, right, wrong, line, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- it: counts         | - called: counts     | 1",
                "get: /fruit/pear     | get: fruit/pear      | 4",
                "get: /fruit/pear, query | get: /fruit/pear, put: /x, query | 3",
                "headers:             | header:              | 3",
                "status: 200, body    | body                 | 5",
                "status: 200          | status: 200, text: x | 5",
                "gives: { count: 41 } | gives: 41            | 6",
                "gives: { count: 41 } | fails: {}            | 6",
                "gives: { count: 41 } | fails: { refused: 1, invalid: x } | 6",
                "gives: { count: 41 } | fails: { unavailable: false } | 6",
                "answer:              | answers:             | 1",
                "gives:               | give:                | 1",
            })
    void anExampleOfTheWrongFormIsNotRun(String right, String wrong, int line) {
        assertThat(RIGHT).contains(right);

        var reading = read(RIGHT.replace(right, wrong));

        assertThat(reading).isInstanceOf(Reading.Faulty.class);
        assertThat(reading.problems()).extracting(Problem::line).contains(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base64: YQ== }, key: k } } | base64: YQ== }, key: l } } | 4 | sends the multipart body",
                "image/png, base64: YQ== }, key: k } } | image/gif, base64: YQ== }, key: k } } | 4 | sends the multipart body",
                "multipart:           | body:                 | 4 | sends no body, not the body",
                "- { get: /pictures,  | - { get: /picture,    | 6 | sends GET /pictures, not GET /picture",
                "{ get: /pictures, query: { key: k } } | { fetch: \"https://a.example\" } | 6 | sends GET /pictures, not fetch https://a.example",
                "- broken             | - { status: 401 }     | 5 | sends nothing more",
                "- { status: 409 }    | - broken              | 6 | sends POST /pictures, not GET /pictures",
                "base64: YQ== }, key: k }\\n | base64: YQ==, url: x }, key: k }\\n | 4 | sends nothing",
            })
    void aDifferenceInASequenceIsReported(String right, String wrong, int line, String message) {
        assertReported(HANGS, right.replace("\\n", "\n"), wrong.replace("\\n", "\n"), line, message);
    }

    @Test
    void aRequestWithoutAnAnswerIsReported() {
        var reading = read(HANGS.replace("  - broken\n", ""));

        assertThat(reading.problems())
                .singleElement()
                .hasToString("x.examples.yaml:7: hangs: there are 2 answers to 3 requests");
    }

    @Test
    void oneRequestTooManyIsReported() {
        var shorter = HANGS.replace("  - { get: /pictures, query: { key: k } }\n", "")
                .replace("  - { status: 200, body: { found: [{ id: 1 }] } }\n", "");

        assertThat(run(shorter))
                .extracting(Problem::message)
                .contains("hangs: sends GET /pictures although nothing more may be sent");
    }

    private static void assertReported(String example, String right, String wrong, int line, String message) {
        assertThat(example).contains(right);
        assertThat(run(example.replace(right, wrong))).anySatisfy(problem -> {
            assertThat(problem.toString()).startsWith("x.examples.yaml:" + line + ": ");
            assertThat(problem.message()).contains(message);
        });
    }

    private static List<Problem> run(String yaml) {
        return switch (read(yaml)) {
            case Reading.Sound<List<Example>>(var examples) ->
                new ExampleRunner(ORCHARD.toolkit()).run(examples.getFirst());
            case Reading.Faulty<List<Example>>(var problems) -> throw new AssertionError(problems);
        };
    }

    private static Reading<List<Example>> read(String yaml) {
        Tool tool = ORCHARD.tools().get(yaml.startsWith("- it: hangs") ? 2 : yaml.startsWith("- it: plants") ? 1 : 0);
        return ExampleFile.read(StrictYaml.read("x.examples.yaml", yaml), tool);
    }

    private static Definition orchard() {
        var loader = ExampleRunnerTest.class.getClassLoader();
        return switch (new ToolkitReader(loader).read(new ToolkitSlug("orchard"))) {
            case Reading.Sound<Definition>(var definition) -> definition;
            case Reading.Faulty<Definition>(var problems) -> throw new AssertionError(problems);
        };
    }
}

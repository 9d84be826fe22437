package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.toolkit.Outcome;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultReaderTest {
    private static final JsonNode TASKS = Data.tasks(1_000);
    private static final JsonNode LOG = TextNode.valueOf(IntStream.rangeClosed(1, 3_000)
            .mapToObj(i -> i % 100 == 0 ? "ERROR " + i : "fine " + i)
            .collect(Collectors.joining("\n")));

    @Test
    void aPageSaysHowManyThereAreAndWhereTheNextBegins() {
        var page = ok("{'path':'tasks','limit':5,'offset':10}");

        assertThat(page.get("handle").asText()).isEqualTo("res_x");
        assertThat(page.get("path").asText()).isEqualTo("tasks");
        assertThat(page.get("total").asInt()).isEqualTo(1_000);
        assertThat(page.get("returned").asInt()).isEqualTo(5);
        assertThat(page.at("/items/0/task_id").asText()).isEqualTo("t10");
        assertThat(page.get("more").asInt()).isEqualTo(15);
    }

    @Test
    void pagesOneAfterTheOtherGiveEveryRowOnce() {
        var seen = new java.util.ArrayList<String>();
        var offset = 0;
        while (offset >= 0) {
            var page = ok("{'path':'tasks','limit':1000,'fields':['task_id','params.n'],'offset':" + offset + "}");
            assertThat(page.toString()).hasSizeLessThanOrEqualTo(8_000);
            page.get("items").forEach(item -> seen.add(item.get("task_id").asText()));
            offset = page.has("more") ? page.get("more").asInt() : -1;
        }
        assertThat(seen).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void theLastPageHasNoMore() {
        assertThat(ok("{'path':'tasks[0:3]'}").has("more")).isFalse();
    }

    @Test
    void grepFindsRowsWithTheirPlace() {
        var found = ok("{'path':'tasks','grep':'person 77$','fields':['note']}");

        assertThat(found.get("total").asInt()).isOne();
        assertThat(found.get("items")).isEqualTo(Data.json("[{'i':77,'row':{'note':'seen by person 77'}}]"));
    }

    @Test
    void countCountsWhatIsFoundOfWhatThereIs() {
        assertThat(ok("{'path':'tasks','count':true}").get("total").asInt()).isEqualTo(1_000);
        var pending = ok("{'path':'tasks','grep':'pending','count':true}");
        assertThat(pending.get("total").asInt()).isEqualTo(250);
        assertThat(pending.get("of").asInt()).isEqualTo(1_000);
        assertThat(pending.has("items")).isFalse();
    }

    @Test
    void aSampleIsSpreadEvenlyAndTheSameEachTime() {
        var sample = ok("{'path':'tasks[*].task_id','sample':3}");

        assertThat(sample.get("items"))
                .isEqualTo(Data.json("[{'i':0,'row':'t0'},{'i':499,'row':'t499'},{'i':999,'row':'t999'}]"));
        assertThat(ok("{'path':'tasks[*].task_id','sample':3}")).isEqualTo(sample);
    }

    @Test
    void fieldsGoDeeperByDots() {
        assertThat(ok("{'path':'tasks','limit':1,'fields':['task_id','params.tags']}")
                        .get("items"))
                .isEqualTo(Data.json("[{'task_id':'t0','params.tags':['a','b']}]"));
    }

    @Test
    void aSmallValueIsGivenWhole() {
        assertThat(ok("{'path':'next_token'}").get("value").asText()).isEqualTo("abc");
        assertThat(ok("{'path':'next_token','offset':0}").get("items")).isEqualTo(Data.json("['abc']"));
        assertThat(ok("{'path':'tasks[3].params'}").get("value")).isEqualTo(Data.json("{'n':3,'tags':['a','b']}"));
        assertThat(ok("{'path':'length(tasks)'}").get("value").asInt()).isEqualTo(1_000);
    }

    @Test
    void aLargeObjectIsDescribedAndCanBePagedByItsMembers() {
        var whole = ok("{}");
        assertThat(whole.at("/value/schema").asText()).startsWith("{tasks: [{task_id: string");
        assertThat(whole.get("next").asText()).contains("offset and limit");

        var members = ok("{'offset':0}");
        assertThat(members.get("total").asInt()).isEqualTo(2);
        assertThat(members.at("/items/0/path").asText()).isEqualTo("tasks");
        assertThat(members.at("/items/1")).isEqualTo(Data.json("{'key':'next_token','value':'abc'}"));
    }

    @Test
    void oneRowThatIsTooLargeIsReplacedByThePathToIt() {
        var rows = JsonNodeFactory.instance.arrayNode();
        rows.addObject().put("id", 1);
        rows.addObject().put("id", 2).put("blob", "x".repeat(100_000));
        rows.addObject().put("id", 3);

        var page = Data.ok(ResultReader.read(request("{'path':'@'}"), rows, 8_000));

        assertThat(page.get("items")).hasSize(3);
        assertThat(page.at("/items/1/path").asText()).isEqualTo("@ | [1]");
        assertThat(page.at("/items/1/schema").asText()).isEqualTo("{id: integer, blob: string}");
        assertThat(BoundedPath.find("@ | [1].id", rows)).isEqualTo(new Found.Value(rows.at("/1/id")));
    }

    /** Written out they would be longer than any text can be. */
    @Test
    void whatIsMuchTooLargeIsDescribedWithoutBeingWritten() {
        var text = TextNode.valueOf("x".repeat(1_000_000));
        var data = JsonNodeFactory.instance.objectNode();
        data.putArray("texts").addAll(Collections.nCopies(3_000, text));

        var whole = Data.ok(ResultReader.read(request("{}"), data, 8_000));
        assertThat(whole.at("/value/too_large").asText()).startsWith("3000");
        var members = Data.ok(ResultReader.read(request("{'offset':0}"), data, 8_000));
        assertThat(members.at("/items/0/path").asText()).isEqualTo("texts");
        var fields = Data.ok(ResultReader.read(request("{'fields':['texts']}"), data, 8_000));
        assertThat(fields.at("/value/schema").asText()).isEqualTo("{texts: [string]}");
    }

    @Test
    void aFieldWithinAnotherIsRefused() {
        assertThat(problems("{'path':'tasks','fields':['params.tags','task_id','params']}"))
                .containsExactly("fields: params holds params.tags; name only one of the two");
        assertThat(ok("{'path':'tasks','limit':1,'fields':['params.n','params.tags']}")
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void textOfVeryManyLinesIsReadByCharacters() {
        var text = TextNode.valueOf("\n".repeat(500_001));

        assertThat(Data.ok(ResultReader.read(request("{}"), text, 8_000))
                        .get("unit")
                        .asText())
                .isEqualTo("characters");
        assertThat(Data.ok(ResultReader.read(request("{'count':true}"), TextNode.valueOf("\n".repeat(500_000)), 8_000))
                        .get("total")
                        .asInt())
                .isEqualTo(500_000);
    }

    @Test
    void textIsReadByLines() {
        var page = Data.ok(ResultReader.read(request("{'offset':98,'limit':2}"), LOG, 8_000));
        assertThat(page.get("items")).isEqualTo(Data.json("['fine 99','ERROR 100']"));
        assertThat(page.get("total").asInt()).isEqualTo(3_000);

        var found = Data.ok(ResultReader.read(request("{'grep':'error','limit':1}"), LOG, 8_000));
        assertThat(found.get("items")).isEqualTo(Data.json("[{'line':100,'text':'ERROR 100'}]"));
        assertThat(found.get("total").asInt()).isEqualTo(30);
    }

    @Test
    void textWithoutLinesIsReadByCharacters() {
        var text = TextNode.valueOf("ab\"".repeat(40_000) + "needle" + "z".repeat(10_000));

        var page = Data.ok(ResultReader.read(request("{}"), text, 8_000));
        assertThat(page.get("unit").asText()).isEqualTo("characters");
        assertThat(page.get("more").asInt())
                .isEqualTo(page.get("returned").asInt())
                .isPositive();
        assertThat(page.toString()).hasSizeLessThanOrEqualTo(8_000);

        var found = Data.ok(ResultReader.read(request("{'grep':'needle'}"), text, 8_000));
        assertThat(found.at("/items/0/at").asInt()).isEqualTo(120_000);
        assertThat(found.at("/items/0/text").asText()).contains("needle");
        assertThat(found.has("more")).isFalse();
    }

    @Test
    void manyMatchesInOneLongLineCostNoMoreThanOneLookThroughIt() {
        var text = TextNode.valueOf("needle ".repeat(1_000_000));

        var found = Data.ok(ResultReader.read(request("{'grep':'needle'}"), text, 8_000));

        assertThat(found.get("items").size()).isGreaterThan(10);
        assertThat(found.get("more").asInt()).isPositive();
    }

    @Test
    void whatIsWrongSaysWhatWouldBeRight() {
        assertThat(problems("{'path':'task'}")).singleElement().asString().contains("nothing is there", "{tasks: [");
        assertThat(problems("{'path':'tasks[?status==\\\"x\\\"] | [0]'}"))
                .singleElement()
                .asString()
                .contains("In filters texts stand in '…'");
        assertThat(problems("{'path':'tasks','offset':1000}"))
                .containsExactly("offset: is beyond the end; total is 1000");
        assertThat(problems("{'path':'tasks','fields':['id']}"))
                .singleElement()
                .asString()
                .contains("id is in none of the rows; there are task_id, status, params, note, error");
        assertThat(problems("{'path':'tasks','grep':'" + "a".repeat(300) + "'}"))
                .singleElement()
                .asString()
                .contains("grep: has more than 200 characters");
        assertThat(problems("{'limit':0,'sampel':1}")).hasSize(2);
    }

    @Test
    void aHandleIsNeeded() {
        var outcome = ReadRequest.of(Data.object("{'path':'a'}"));
        assertThat(outcome).asString().contains("handle: missing");
    }

    private static ObjectNode ok(String arguments) {
        return Data.ok(ResultReader.read(request(arguments), TASKS, 8_000));
    }

    private static java.util.List<String> problems(String arguments) {
        return Data.problems(ReadRequest.of(with(arguments)).then(request -> ResultReader.read(request, TASKS, 8_000)));
    }

    private static ReadRequest request(String arguments) {
        return switch (ReadRequest.of(with(arguments))) {
            case Outcome.Ok<ReadRequest>(var request) -> request;
            case Outcome.Failed<ReadRequest>(var failure) -> throw new AssertionError(failure);
        };
    }

    private static ObjectNode with(String arguments) {
        // Expressions need both kinds of quotes, so the outer ones are written single and theirs come by name.
        return Data.object(arguments).put("handle", "res_x");
    }
}

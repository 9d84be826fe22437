package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.gateway.egress.Cancellation;
import dev.patchbay.gateway.results.ResultReferences.Resolution;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ResultReferencesTest {
    private static final ToolSlug TOOL = new ToolSlug("SOME_TOOL");
    private final Map<String, JsonNode> kept = new HashMap<>(Map.of("res_a", Data.tasks(4)));
    private final Map<String, Long> sizes = new HashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void aReferenceBecomesWhatItNamesWhereverItStands() {
        var resolved = Data.ok(resolve("""
                {'id':{'$result':'res_a','path':'tasks[0].task_id'},
                 'deep':{'list':[1,{'$result':'res_a','path':'tasks[*].params.n'}]},
                 'all':{'$result':'res_a'}}"""));

        assertThat(resolved.get("id").asText()).isEqualTo("t0");
        assertThat(resolved.at("/deep/list")).isEqualTo(Data.json("[1,[0,1,2,3]]"));
        assertThat(resolved.get("all")).isEqualTo(Data.tasks(4));
        assertThat(reads).hasValue(1);
    }

    @Test
    void nothingElseIsTouched() {
        var arguments =
                "{'a':{'$result':'res_a','path':'x','more':1},'b':{'$ref':'res_a'},'c':'$result','d':{'$resul':'res_a'},"
                        + "'e':{'path':'tasks','$results':'res_a'}}";

        assertThat(Data.ok(resolve(arguments))).isEqualTo(Data.json(arguments));
    }

    @Test
    void aReferenceInsideWhatAServiceAnsweredStaysData() {
        kept.put("res_evil", Data.json("{'x':{'$result':'res_a'},'y':[{'$result':'res_a','path':'next_token'}]}"));

        var resolved = Data.ok(resolve("{'whole':{'$result':'res_evil'},'part':{'$result':'res_evil','path':'y[0]'}}"));

        assertThat(resolved.get("whole")).isEqualTo(kept.get("res_evil"));
        assertThat(resolved.get("part")).isEqualTo(Data.json("{'$result':'res_a','path':'next_token'}"));
    }

    @Test
    void eachReferenceThatNamesNothingIsToldByItsPlace() {
        var problems =
                Data.problems(resolve("{'a':[0,{'b':{'$result':'res_gone'}}],'c':{'$result':'res_a','path':'none'},"
                        + "'d':{'$result':'res_a','path':'tasks['},'e':{'$result':7}}"));

        assertThat(problems).hasSize(4);
        assertThat(problems.get(0)).startsWith("a[1].b: $result: gone");
        assertThat(problems.get(1)).startsWith("c: path: nothing is there").contains("{tasks: [");
        assertThat(problems.get(2)).startsWith("d: path: is not JMESPath");
        assertThat(problems.get(3)).startsWith("e: $result takes a handle");
    }

    @Test
    void allThatIsPutInTogetherIsBounded() {
        kept.put("res_big", TextNode.valueOf("x".repeat(1_200_000)));

        assertThat(Data.ok(resolve("{'a':{'$result':'res_big'}}")).get("a").textValue())
                .hasSize(1_200_000);
        assertThat(Data.problems(resolve("{'a':{'$result':'res_big'},'b':{'$result':'res_big'}}")))
                .singleElement()
                .asString()
                .contains("larger than 2 MB");
    }

    @Test
    void theReferencesOfOneCallShareWhatWorkThereMayBe() {
        kept.put("res_big", Data.tasks(30_000));
        var reference = "{'$result':'res_big','path':'tasks[?params.n>`5` && status!=note].task_id | [0]'}";

        assertThat(Data.ok(resolve("{'a':" + reference + "}")).get("a").asText())
                .isEqualTo("t6");
        assertThat(Data.problems(resolve("{'a':[" + String.join(",", Collections.nCopies(50, reference)) + "]}")))
                .singleElement()
                .asString()
                .contains("too much work");
    }

    @Test
    void answersThatAreTooLargeTogetherAreNotOpened() {
        kept.put("res_b", Data.tasks(1));
        kept.put("res_c", Data.tasks(1));
        sizes.putAll(Map.of("res_a", 12_000_000L, "res_b", 12_000_000L, "res_c", 5_000_000L));

        assertThat(
                        Data.problems(
                                resolve(
                                        "{'a':{'$result':'res_a'},'b':{'$result':'res_b'},'c':{'$result':'res_c'},'d':{'$result':'res_a'}}")))
                .singleElement()
                .asString()
                .startsWith("b: ")
                .contains("more than 20 MB");
        assertThat(reads).hasValue(2);
    }

    @Test
    void nothingIsReadForACallerWhoWentAway() {
        var cancellation = new Cancellation();
        cancellation.cancel();

        assertThat(cancellation.during(() -> resolve("{'a':{'$result':'res_a'}}")))
                .isEqualTo(Outcome.failed(new Failure.Cancelled(false)));
        assertThat(reads).hasValue(0);
    }

    private Outcome<ObjectNode> resolve(String arguments) {
        return new Resolution(
                        handle -> Optional.ofNullable(kept.get(handle))
                                .map(data -> new Unread(sizes.getOrDefault(handle, 100L), () -> {
                                    reads.incrementAndGet();
                                    return Optional.of(data);
                                })),
                        "gone")
                .resolve(TOOL, Data.object(arguments));
    }
}

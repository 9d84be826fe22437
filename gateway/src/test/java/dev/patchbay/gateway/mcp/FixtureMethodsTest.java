package dev.patchbay.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.policy.SessionConfigReader.Reading;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the conformance suite does not look at: clients that answer otherwise than it does. */
class FixtureMethodsTest {
    private static final String ASKS = "test_input_required_result_";
    private static final Set<Ability> EVERYTHING = EnumSet.allOf(Ability.class);

    private final FixtureMethods fixture = new FixtureMethods();

    @Test
    void aQuestionIsAskedUntilItIsAnswered() {
        var asked = needed(call(ASKS + "elicitation", EVERYTHING));
        assertThat(asked.requests()).containsOnlyKeys("user_name");
        for (var none : List.of("{'action':'accept'}", "{'action':'accept','content':{'nom':'A'}}", "{'action':'?'}")) {
            assertThat(needed(again(ASKS + "elicitation", asked, Map.of("user_name", none)))
                            .requests())
                    .as(none)
                    .containsOnlyKeys("user_name");
        }
        assertThat(text(again(ASKS + "elicitation", asked, Map.of("user_name", "{'action':'decline'}"))))
                .isEqualTo("Hello, nothing!");
    }

    @Test
    void answersOfEarlierRoundsAreNotAskedForAgain() {
        var first = needed(call(ASKS + "multiple_inputs", EVERYTHING));
        var second = needed(again(ASKS + "multiple_inputs", first, Map.of("client_roots", "{'roots':[]}")));
        assertThat(second.requests()).containsOnlyKeys("user_name", "greeting");
        assertThat(text(again(
                        ASKS + "multiple_inputs",
                        second,
                        Map.of(
                                "user_name", "{'action':'accept','content':{'name':'Ada'}}",
                                "greeting", "{'role':'assistant','content':{'type':'text','text':'Hi'}}"))))
                .isEqualTo("Hi Ada, of []");
    }

    @Test
    void whatNeedsItsStateBackTakesNoAnswerWithoutIt() {
        var asked = needed(call(ASKS + "request_state", EVERYTHING));
        var yes = Map.of("confirm", "{'action':'accept','content':{'ok':true}}");
        var stateless = new Reply.InputNeeded(asked.requests(), Json.object());
        assertThat(again(ASKS + "request_state", stateless, yes)).isInstanceOf(Reply.InputNeeded.class);
        assertThat(text(again(ASKS + "request_state", asked, yes))).isEqualTo("state-ok");
    }

    @Test
    void onlyWhatTheClientDeclaredIsAskedFor() {
        assertThat(needed(call(ASKS + "capabilities", Set.of(Ability.SAMPLE))).requests())
                .containsOnlyKeys("capital_question");
        for (var tool : List.of("test_missing_capability", "test_sampling", ASKS + "sampling")) {
            assertThat(call(tool, Set.of(Ability.ELICIT_FORM)))
                    .as(tool)
                    .isInstanceOfSatisfying(Reply.Refusal.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(-32021);
                        assertThat(refusal.data().orElseThrow())
                                .isEqualTo(node("{'requiredCapabilities':{'sampling':{}}}"));
                    });
        }
    }

    @Test
    void aListThatIsTriggeredHasAnotherNumber() {
        var before = fixture.lists(session());
        call("test_trigger_tool_change", Set.of());
        assertThat(fixture.lists(session())).isEqualTo(new Methods.Lists(before.tools() + 1, before.prompts(), 0));
        call("test_trigger_prompt_change", Set.of());
        assertThat(fixture.lists(session())).isEqualTo(new Methods.Lists(before.tools() + 1, before.prompts() + 1, 0));
    }

    @Test
    void aToolSaysWhichOfItsArgumentsComeInAHeader() {
        assertThat(fixture.headerArguments(session(), "test_custom_header"))
                .containsExactly(Map.entry("Region", "/region"));
        assertThat(fixture.headerArguments(session(), "test_simple_text")).isEmpty();
        assertThat(fixture.headerArguments(session(), "nothing")).isEmpty();
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(refusal("tools/call", "{'name':'x'}").code()).isEqualTo(-32602);
        assertThat(refusal("prompts/get", "{'name':'test_prompt_with_arguments','arguments':{'arg1':'a'}}")
                        .message())
                .contains("arg2");
        assertThat(refusal("resources/read", "{'uri':'test://template/a/b/data'}")
                        .data())
                .contains((ObjectNode) node("{'uri':'test://template/a/b/data'}"));
    }

    private Reply.Refusal refusal(String method, String params) {
        return (Reply.Refusal) perform(method, params, EVERYTHING, Map.of(), Json.object());
    }

    private Reply call(String tool, Set<Ability> abilities) {
        return perform("tools/call", "{'name':'" + tool + "'}", abilities, Map.of(), Json.object());
    }

    private Reply again(String tool, Reply.InputNeeded asked, Map<String, String> answers) {
        return perform("tools/call", "{'name':'" + tool + "'}", EVERYTHING, answers, asked.state());
    }

    private Reply perform(
            String method, String params, Set<Ability> abilities, Map<String, String> answers, ObjectNode state) {
        var inputs = new java.util.HashMap<String, ObjectNode>();
        answers.forEach((key, answer) -> inputs.put(key, (ObjectNode) node(answer)));
        return fixture.perform(new ClientRequest(
                session(), method, (ObjectNode) node(params), client(abilities), inputs, state, () -> true));
    }

    private static Reply.InputNeeded needed(Reply reply) {
        return (Reply.InputNeeded) reply;
    }

    private static String text(Reply reply) {
        return ((JsonNode) ((Reply.Result) reply).value()).at("/content/0/text").textValue();
    }

    private static JsonNode node(String json) {
        try {
            return Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson broken) {
            throw new AssertionError(broken);
        }
    }

    private static Session session() {
        return new Session(
                new TenantId("pr_" + "t".repeat(22)),
                new SessionId("trs_" + "s".repeat(22)),
                "ada",
                new Reading.Invalid(List.of()),
                1,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Peer client(Set<Ability> abilities) {
        return new Peer() {
            @Override
            public boolean can(Ability ability) {
                return abilities.contains(ability);
            }

            @Override
            public void progress(double done, double total, Optional<String> message) {}

            @Override
            public void log(LogLevel level, String logger, JsonNode data) {}
        };
    }
}

package dev.patchbay.backendless;

import static dev.patchbay.backendless.ScriptedSteps.TOOL;
import static dev.patchbay.backendless.ScriptedSteps.arguments;
import static dev.patchbay.backendless.ScriptedSteps.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Failure;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfers, denials and logouts. */
class SmallBehavioursTest {
    private final ScriptedSteps steps = new ScriptedSteps();

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "docs/a.txt, /docs/a.txt",
        "/docs/a.txt, /docs/a.txt",
        "///a, /a",
        "/, /",
        "a//b/, /a//b/",
        ".a/b., /.a/b."
    })
    void aPathInABodyBeginsWithOneSlash(String given, String sent) {
        steps.answering("'x'");
        var arguments = arguments("{}").put("source_path", given).put("target_path", "to");

        Ends.value(new TransferFile().call(TOOL, arguments, steps));

        assertThat(steps.sent()).containsExactly("transfer {\"source_path\":\"" + sent + "\",\"target_path\":\"/to\"}");
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource({"..", "../a", "/a/../b", "/a/..", "./a", "/a/."})
    void aPathInABodyDoesNotClimb(String path) {
        var source = arguments("{target_path: '/b'}").put("source_path", path);
        var target = arguments("{source_path: '/b'}").put("target_path", path);

        assertThat(Ends.blamed(new TransferFile().call(TOOL, source, steps))).containsExactly("source_path");
        assertThat(Ends.blamed(new TransferFile().call(TOOL, target, steps))).containsExactly("target_path");
        assertThat(steps.sent()).isEmpty();
    }

    @ParameterizedTest(name = "{0} goes by {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{user: 'U', role: 'R'} | table {\"user\":\"U\"}",
                "{role: 'R'} | table {\"role\":\"R\"}",
                "{user: null, role: 'R'} | table {\"user\":null,\"role\":\"R\"}",
                "{user: 'U', role: 'R', object_id: 'O'} | row {\"user\":\"U\",\"object_id\":\"O\"}",
                "{role: 'R', object_id: 'O'} | row {\"role\":\"R\",\"object_id\":\"O\"}",
            })
    void aUserCountsBeforeARoleAndARowBeforeTheTable(String given, String sent) {
        steps.answering("null");

        Ends.value(new DenyPermission().call(TOOL, arguments(given), steps));

        assertThat(steps.sent()).containsExactly(sent);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"null", "true", "{}"})
    void aLogoutGivesNothingWhateverTheAnswer(String answer) {
        steps.answering(answer);

        assertThat(logOut()).isEqualTo(json("{}"));
    }

    @Test
    void aSessionThatIsOverCountsAsEnded() {
        steps.failingWith(refused("3064"));

        assertThat(logOut()).isEqualTo(json("{already_logged_out: true}"));
    }

    @Test
    void anyOtherRefusalOfALogoutStaysOne() {
        steps.failingWith(refused("3023"));

        var end = new LogOut().call(TOOL, arguments("{}"), steps);

        assertThat(Ends.failure(end)).isEqualTo(refused("3023"));
    }

    @Test
    void everyBehaviourIsFoundUnderThisToolkitsName() {
        assertThat(ServiceLoader.load(Behaviour.class))
                .extracting(Behaviour::name)
                .containsExactlyInAnyOrder(
                        "backendless/create-timer",
                        "backendless/delete-timer",
                        "backendless/deny-permission",
                        "backendless/find-rows",
                        "backendless/get-timer",
                        "backendless/log-out",
                        "backendless/transfer-file",
                        "backendless/update-timer");
    }

    private JsonNode logOut() {
        return Ends.value(new LogOut().call(TOOL, arguments("{'user-token': 'T'}"), steps));
    }

    private static Failure refused(String code) {
        return new Failure.UpstreamRefused(400, Optional.of(code), "No", Optional.empty(), Optional.empty());
    }
}

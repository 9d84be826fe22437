package dev.patchbay.backendless;

import static dev.patchbay.backendless.ScriptedSteps.TOOL;
import static dev.patchbay.backendless.ScriptedSteps.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.toolkit.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CreateTimerTest {
    private static final String DAILY = "name: 'pickup', frequency: {schedule: 'daily', repeat: {every: 1}}";
    private static final String ONCE = "name: 'pickup', frequency: {schedule: 'once'}";

    /** In October 2025. */
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_760_000_000_000L), ZoneOffset.UTC);

    private final ScriptedSteps steps = new ScriptedSteps().answering("{id: 'T-1', timername: 'pickup'}");

    @Test
    void startsNowInTheDraftUnlessToldOtherwise() {
        var created = Ends.value(create("{" + DAILY + "}"));

        assertThat(steps.sent())
                .containsExactly("create {\"mode\":\"draft\",\"timer\":{\"timername\":\"pickup\",\"language\":\"JS\","
                        + "\"model\":\"default\",\"startDate\":1760000000000,"
                        + "\"frequency\":{\"schedule\":\"daily\",\"repeat\":{\"every\":1}}}}");
        assertThat(created.path("id").asText()).isEqualTo("T-1");
        assertThat(created.path("frequency").isNull()).isTrue();
    }

    @Test
    void sendsWhatIsGiven() {
        Ends.value(
                create("{" + DAILY + ", startDate: 5, expire: 6, mode: 'production', language: 'JAVA', model: 'm'}"));

        assertThat(steps.sent().getFirst())
                .startsWith("create {\"mode\":\"production\",")
                .contains("\"language\":\"JAVA\",\"model\":\"m\",\"startDate\":5,\"expire\":6,");
    }

    @Test
    void countsMonthsFromTheMonthOfTheStart() {
        Ends.value(create("{name: 'm', frequency: {schedule: 'monthly', repeat: {every: 6}, monthDays: [1]}}"));

        assertThat(steps.sent().getFirst()).contains("\"every\":[4,10]");
    }

    @Test
    void aSingleRunLiesInTheFuture() {
        assertThat(Ends.blamed(create("{" + ONCE + ", startDate: 1760000000000}")))
                .containsExactly("startDate");
        assertThat(Ends.blamed(create("{" + ONCE + "}"))).containsExactly("startDate");
        assertThat(steps.sent()).isEmpty();

        Ends.value(create("{" + ONCE + ", startDate: 1760000000001}"));
        assertThat(steps.sent()).hasSize(1);
    }

    @Test
    void theExpiryComesAfterTheStart() {
        assertThat(Ends.blamed(create("{" + DAILY + ", startDate: 9, expire: 9}")))
                .containsExactly("expire");
        assertThat(Ends.blamed(create("{" + DAILY + ", expire: 1760000000000}")))
                .containsExactly("expire");
        assertThat(steps.sent()).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var end = create("{name: 'x', code: 'return 1', frequency: {schedule: 'custom'}, expire: 1}");

        assertThat(Ends.blamed(end)).containsExactly("code", "frequency.repeat.every", "expire");
        assertThat(steps.sent()).isEmpty();
    }

    private Outcome<JsonNode> create(String arguments) {
        return new CreateTimer(CLOCK).call(TOOL, arguments(arguments), steps);
    }
}

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

class UpdateTimerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(1_760_000_000_000L), ZoneOffset.UTC);

    /** Starts in March 2024, and has a member that we know nothing of. */
    private static final String PRESENT = "[{id: 'T-1', category: 'TIMER', mode: 'DRAFT', timername: 'pickup',"
            + " startDate: 1710000000000, expire: 1800000000000, secret: 1, frequency: {schedule: 'once'}}]";

    private static final String HEAD = "update {\"mode\":\"draft\",\"id\":\"T-1\",\"timer\":{\"id\":\"T-1\","
            + "\"category\":\"TIMER\",\"mode\":\"DRAFT\",\"timername\":\"pickup\",";

    private final ScriptedSteps steps = new ScriptedSteps().answering(PRESENT).answering("{id: 'T-1'}");

    @Test
    void theWholeTimerGoesBackWithOnlyTheChange() {
        Ends.value(update("{name: 'pickup', expire: 1790000000000}"));

        assertThat(steps.sent())
                .containsExactly(
                        "list {}",
                        HEAD + "\"startDate\":1710000000000,\"expire\":1790000000000,\"secret\":1,"
                                + "\"frequency\":{\"schedule\":\"once\"}}}");
    }

    @Test
    void anExplicitNullTakesTheExpiryAway() {
        Ends.value(update("{name: 'pickup', expire: null}"));

        assertThat(steps.sent().getLast())
                .isEqualTo(HEAD + "\"startDate\":1710000000000,\"expire\":null,\"secret\":1,"
                        + "\"frequency\":{\"schedule\":\"once\"}}}");
    }

    @Test
    void monthsAreCountedFromTheTimersOwnStart() {
        Ends.value(
                update(
                        "{name: 'pickup', frequency: {schedule: 'monthly', repeat: {every: 6}, monthDays: [1]}, expire: null}"));

        assertThat(steps.sent().getLast()).contains("\"every\":[3,9]");
    }

    @Test
    void monthsAreCountedFromTheNewStartWhereThereIsOne() {
        Ends.value(update("{name: 'pickup', startDate: 1760000000000,"
                + " frequency: {schedule: 'monthly', repeat: {every: 6}, monthDays: [1]}}"));

        assertThat(steps.sent().getLast()).contains("\"every\":[4,10]").contains("\"startDate\":1760000000000");
    }

    @Test
    void aSingleRunIsNotMovedIntoThePast() {
        var end = update("{name: 'pickup', startDate: 1760000000000}");

        assertThat(Ends.blamed(end)).containsExactly("startDate");
        assertThat(steps.sent()).containsExactly("list {}");
    }

    @Test
    void aTimerThatStartedLongAgoDoesNotBecomeASingleRun() {
        var end = update("{name: 'pickup', frequency: {schedule: 'once'}}");

        assertThat(Ends.blamed(end)).containsExactly("frequency");
        assertThat(steps.sent()).containsExactly("list {}");
    }

    @Test
    void theNewStartComesBeforeTheExpiryThatStays() {
        assertThat(Ends.blamed(update("{name: 'pickup', startDate: 1800000000000}")))
                .containsExactly("startDate");
    }

    @Test
    void theNewExpiryComesAfterTheStartThatStays() {
        assertThat(Ends.blamed(update("{name: 'pickup', expire: 1710000000000}")))
                .containsExactly("expire");
    }

    @Test
    void whatIsWrongByItselfIsSaidBeforeAnythingIsSent() {
        assertThat(Ends.blamed(update("{name: 'pickup'}"))).containsExactly("");
        assertThat(Ends.blamed(update("{name: 'pickup', mode: 'draft'}"))).containsExactly("");
        assertThat(Ends.blamed(update("{name: 'pickup', code: 'x', frequency: {schedule: 'weekly'}}")))
                .containsExactly("code", "frequency.repeat.every", "frequency.weekdays");
        assertThat(steps.sent()).isEmpty();
    }

    private Outcome<JsonNode> update(String arguments) {
        return new UpdateTimer(CLOCK).call(TOOL, arguments(arguments), steps);
    }
}

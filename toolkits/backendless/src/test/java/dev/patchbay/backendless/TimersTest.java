package dev.patchbay.backendless;

import static dev.patchbay.backendless.ScriptedSteps.TOOL;
import static dev.patchbay.backendless.ScriptedSteps.arguments;
import static dev.patchbay.backendless.ScriptedSteps.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.Failure;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Finding a timer by name, through the two behaviours that do little else. */
class TimersTest {
    private static final String DRAFT =
            "{id: 'T-1', category: 'TIMER', mode: 'DRAFT', timername: 'pickup', nextRunTime: 7}";
    private static final String PRODUCTION = "{id: 'T-2', category: 'TIMER', mode: 'PRODUCTION', timername: 'pickup'}";

    /** What must not be taken for a timer of this name. */
    private static final String OTHERS = "{id: 'H-1', category: 'EVENT', mode: 'DRAFT', timername: 'pickup'},"
            + "{id: 'T-3', category: 'TIMER', mode: 'DRAFT', timername: 'Pickup'},"
            + "{category: 'TIMER', mode: 'DRAFT', timername: 'pickup'},"
            + "{id: 'T-4', category: 'TIMER', timername: 'pickup'}, 'pickup', null";

    private final ScriptedSteps steps = new ScriptedSteps();

    @Test
    void onlyATimerOfExactlyThisNameIsFound() {
        steps.answering("[" + OTHERS + "," + DRAFT + "]");

        var found = Ends.value(new GetTimer().call(TOOL, arguments("{name: 'pickup'}"), steps));

        assertThat(found)
                .isEqualTo(json("{id: 'T-1', name: 'pickup', startDate: null, expire: null, frequency: null,"
                        + "nextRun: 7, raw: " + DRAFT + "}"));
        assertThat(steps.sent()).containsExactly("list {}");
    }

    @Test
    void theModeDecidesBetweenTimersOfOneName() {
        steps.answering("[" + DRAFT + "," + PRODUCTION + "]").answering("null");

        Ends.value(new DeleteTimer().call(TOOL, arguments("{timer_name: 'pickup', mode: 'production'}"), steps));

        assertThat(steps.sent()).containsExactly("list {}", "delete {\"mode\":\"production\",\"id\":\"T-2\"}");
    }

    @Test
    void withoutAModeNothingIsDeletedThatTheNameDoesNotDecide() {
        steps.answering("[" + DRAFT + "," + PRODUCTION + "]");

        var end = new DeleteTimer().call(TOOL, arguments("{timer_name: 'pickup'}"), steps);

        assertThat(Ends.blamed(end)).containsExactly("mode");
        assertThat(Ends.violations(end).getFirst().problem()).contains("draft, production");
        assertThat(steps.sent()).containsExactly("list {}");
    }

    @Test
    void twoTimersOfOneNameInOneModeAreToldApartByNobody() {
        steps.answering("[" + DRAFT + "," + DRAFT + "]");

        var end = new DeleteTimer().call(TOOL, arguments("{timer_name: 'pickup', mode: 'draft'}"), steps);

        assertThat(Ends.blamed(end)).containsExactly("timer_name");
        assertThat(steps.sent()).hasSize(1);
    }

    @Test
    void anUnknownNameComesBackWithTheNamesThereAre() {
        steps.answering("[" + DRAFT + "," + PRODUCTION + "]");

        var end = new DeleteTimer().call(TOOL, arguments("{timer_name: 'none'}"), steps);

        assertThat(Ends.failure(end)).isInstanceOfSatisfying(Failure.UpstreamRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.advice()).hasValue("The app's timers are: pickup (draft), pickup (production).");
        });
        assertThat(steps.sent()).hasSize(1);
    }

    @Test
    void theNamesOfManyTimersAreBoundedInNumberLengthAndLines() {
        var many = IntStream.range(0, 25)
                .mapToObj(i -> "{id: 'T', category: 'TIMER', mode: 'DRAFT', timername: 'a\\nb" + "x".repeat(500) + "'}")
                .collect(Collectors.joining(","));
        steps.answering("[" + many + "]");

        var failure =
                (Failure.UpstreamRefused) Ends.failure(new GetTimer().call(TOOL, arguments("{name: 'none'}"), steps));

        assertThat(failure.advice().orElseThrow())
                .hasSizeLessThan(2000)
                .doesNotContain("\n")
                .endsWith("and 5 more.");
    }

    @Test
    void anAnswerThatIsNoListIsNotTakenForAnEmptyOne() {
        steps.answering("{}");

        var end = new GetTimer().call(TOOL, arguments("{name: 'pickup'}"), steps);

        assertThat(Ends.failure(end)).isInstanceOf(Failure.UpstreamUnavailable.class);
    }

    @Test
    void aFailureOfTheListIsTheEnd() {
        steps.failingWith(new Failure.EgressDenied());

        var end = new DeleteTimer().call(TOOL, arguments("{timer_name: 'pickup'}"), steps);

        assertThat(Ends.failure(end)).isEqualTo(new Failure.EgressDenied());
        assertThat(steps.sent()).hasSize(1);
    }
}

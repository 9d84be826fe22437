package dev.patchbay.backendless;

import static dev.patchbay.backendless.ScriptedSteps.TOOL;
import static dev.patchbay.backendless.ScriptedSteps.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Held against section 1.12 of what is known of the service: its documented forms, and monthly ones its console made. */
class FrequencyTest {
    private static final int MARCH = 3;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{schedule: 'once'} | {schedule: 'once'}",
                "{schedule: 'once', repeat: {every: 3, on: [1]}} | {schedule: 'once'}",
                "{schedule: 'custom', repeat: {every: 86400}} | {schedule: 'custom', repeat: {every: 86400}}",
                "{schedule: 'daily', repeat: {every: 90000}} | {schedule: 'daily', repeat: {every: 90000}}",
                "{schedule: 'weekly', repeat: {every: 2}, weekdays: ['Sunday', 'MON', 'tues', 4, '5', 'fri', 'saturday', 1]}"
                        + "| {schedule: 'weekly', repeat: {every: 2, on: [1, 2, 3, 4, 5, 6, 7]}}",
                "{schedule: 'weekly', repeat: {every: 1, on: [7]}} | {schedule: 'weekly', repeat: {every: 1, on: [7]}}",
                "{schedule: 'monthly', repeat: {every: 1}, monthDays: [1, 31]}"
                        + "| {schedule: 'monthly', repeat: {every: [1,2,3,4,5,6,7,8,9,10,11,12],"
                        + " on: {days: [1, 31], weekdays: null}}}",
                "{schedule: 'monthly', repeat: {every: 3}, monthDays: [1]}"
                        + "| {schedule: 'monthly', repeat: {every: [3, 6, 9, 12], on: {days: [1], weekdays: null}}}",
                "{schedule: 'monthly', repeat: {every: 5}, monthDays: [1]}"
                        + "| {schedule: 'monthly', repeat: {every: [1, 3, 8], on: {days: [1], weekdays: null}}}",
                "{schedule: 'monthly', repeat: {every: 12}, monthDays: [1]}"
                        + "| {schedule: 'monthly', repeat: {every: [3], on: {days: [1], weekdays: null}}}",
                "{schedule: 'monthly', repeat: {every: [4, 8, 12]}, monthWeeks: [1, 5], monthWeekdays: ['Monday']}"
                        + "| {schedule: 'monthly', repeat: {every: [4, 8, 12],"
                        + " on: {days: null, weekdays: {on: [1, 'last'], weekdays: [2]}}}}",
                "{schedule: 'monthly', repeat: {every: [2], on: {days: ['last'], weekdays: null}}}"
                        + "| {schedule: 'monthly', repeat: {every: [2], on: {days: ['last'], weekdays: null}}}",
            })
    void becomesTheServicesOwn(String given, String wire) {
        var problems = new Problems();

        var sent = Frequency.wire(json(given), MARCH, problems);

        assertThat(Ends.violations(problems.refuse(TOOL))).isEmpty();
        assertThat(sent).isEqualTo(json(wire));
    }

    @ParameterizedTest(name = "{0} blames {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{schedule: 'custom'} | frequency.repeat.every",
                "{schedule: 'custom', repeat: {every: 0}} | frequency.repeat.every",
                "{schedule: 'custom', repeat: {every: 86401}} | frequency.repeat.every",
                "{schedule: 'daily', repeat: {every: [1]}} | frequency.repeat.every",
                "{schedule: 'daily', repeat: {every: 99999999999}} | frequency.repeat.every",
                "{schedule: 'daily', repeat: {every: 1}, weekdays: ['Mon']} | frequency.weekdays",
                "{schedule: 'daily', repeat: {every: 1, on: [1]}} | frequency.repeat.on",
                "{schedule: 'weekly', repeat: {every: 1}} | frequency.weekdays",
                "{schedule: 'weekly', repeat: {every: 1}, weekdays: []} | frequency.weekdays",
                "{schedule: 'weekly', repeat: {every: 1}, weekdays: ['Mon', 'mo']} | frequency.weekdays[1]",
                "{schedule: 'weekly', repeat: {every: 1}, weekdays: [0]} | frequency.weekdays[0]",
                "{schedule: 'weekly', repeat: {every: 1}, weekdays: [8]} | frequency.weekdays[0]",
                "{schedule: 'weekly', repeat: {every: 1, on: [1]}, weekdays: ['Mon']} | frequency.weekdays",
                "{schedule: 'weekly', repeat: {every: 1}, weekdays: ['Mon'], monthDays: [1]} | frequency.monthDays",
                "{schedule: 'monthly', repeat: {every: 13}, monthDays: [1]} | frequency.repeat.every",
                "{schedule: 'monthly', repeat: {every: 1}} | frequency.monthDays",
                "{schedule: 'monthly', repeat: {every: 1}, monthDays: [1], monthWeeks: [1], monthWeekdays: [1]}"
                        + "| frequency.monthDays",
                "{schedule: 'monthly', repeat: {every: 1}, monthWeeks: [1]} | frequency.monthWeekdays",
                "{schedule: 'monthly', repeat: {every: 1}, monthWeekdays: [1]} | frequency.monthWeeks",
            })
    void whatCannotBeSaidIsRefused(String given, String blamed) {
        var problems = new Problems();

        Frequency.wire(json(given), MARCH, problems);

        assertThat(Ends.blamed(problems.refuse(TOOL))).contains(blamed);
    }
}

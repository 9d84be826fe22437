package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Turns the argument {@code frequency} into the service's own. The service documents the forms up to weekly; the monthly
 * ones are read off timers that its console made, so a {@code repeat} that already has {@code on} is passed along as it is.
 */
final class Frequency {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> DETAILS = List.of("weekdays", "monthDays", "monthWeeks", "monthWeekdays");
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final int MONTHS = 12;

    /** The fifth Monday of a month is not always there; the service knows the last one instead. */
    private static final int LAST_WEEK = 5;

    private final JsonNode given;
    private final Schedule schedule;
    private final int startMonth;
    private final Problems problems;

    private Frequency(JsonNode given, int startMonth, Problems problems) {
        this.given = given;
        this.schedule = Schedule.named(given.path("schedule").asText());
        this.startMonth = startMonth;
        this.problems = problems;
    }

    /**
     * @param given has passed the tool's schema
     * @param startMonth 1 to 12, from which an interval of months is counted
     * @return what to send, if there are no new problems
     */
    static ObjectNode wire(JsonNode given, int startMonth, Problems problems) {
        return new Frequency(given, startMonth, problems).wire();
    }

    private ObjectNode wire() {
        var isNative = given.path("repeat").hasNonNull("on");
        for (var detail : DETAILS) {
            if (given.hasNonNull(detail) && (isNative || !schedule.takes(detail))) {
                problems.add(
                        "frequency." + detail,
                        isNative
                                ? "cannot stand beside frequency.repeat.on, which says the same. Give one."
                                : "does not go with the schedule " + schedule.word() + ".");
            }
        }
        var wire = NODES.objectNode().put("schedule", schedule.word());
        // The service refuses a timer that runs once and repeats.
        return schedule == Schedule.ONCE ? wire : wire.set("repeat", isNative ? ownRepeat() : repeat());
    }

    private ObjectNode ownRepeat() {
        if (schedule != Schedule.WEEKLY && schedule != Schedule.MONTHLY) {
            problems.add("frequency.repeat.on", "goes with the schedules weekly and monthly only.");
        }
        return given.path("repeat").deepCopy();
    }

    private ObjectNode repeat() {
        var repeat = NODES.objectNode();
        switch (schedule) {
            case ONCE -> {}
            case CUSTOM -> every(SECONDS_OF_A_DAY).ifPresent(seconds -> repeat.put("every", seconds));
            case DAILY -> every(Integer.MAX_VALUE).ifPresent(days -> repeat.put("every", days));
            case WEEKLY -> {
                every(Integer.MAX_VALUE).ifPresent(weeks -> repeat.put("every", weeks));
                repeat.set("on", weekdays("weekdays"));
            }
            case MONTHLY -> {
                repeat.set("every", months());
                repeat.set("on", daysOfMonth());
            }
        }
        return repeat;
    }

    private OptionalInt every(int most) {
        var every = given.path("repeat").path("every");
        if (every.isIntegralNumber() && every.canConvertToInt() && every.intValue() >= 1 && every.intValue() <= most) {
            return OptionalInt.of(every.intValue());
        }
        problems.add(
                "frequency.repeat.every",
                "must be an integer from 1 to " + most + " with the schedule " + schedule.word() + ".");
        return OptionalInt.empty();
    }

    /** The service wants the months themselves. An interval is counted from the first month, once around the year. */
    private ArrayNode months() {
        var every = given.path("repeat").path("every");
        if (every.isArray()) {
            return every.deepCopy();
        }
        var months = new TreeSet<Integer>();
        every(MONTHS).ifPresent(interval -> {
            for (int passed = 0; passed < MONTHS; passed += interval) {
                months.add((startMonth - 1 + passed) % MONTHS + 1);
            }
        });
        var list = NODES.arrayNode();
        months.forEach(list::add);
        return list;
    }

    private ObjectNode daysOfMonth() {
        var byWeekday = given.hasNonNull("monthWeeks") || given.hasNonNull("monthWeekdays");
        if (given.hasNonNull("monthDays") == byWeekday) {
            problems.add(
                    "frequency.monthDays",
                    "or else frequency.monthWeeks and frequency.monthWeekdays must be given with the schedule monthly.");
        }
        var on = NODES.objectNode();
        on.set("days", byWeekday ? NODES.nullNode() : filled("monthDays").deepCopy());
        on.set("weekdays", byWeekday ? weekdaysOfMonth() : NODES.nullNode());
        return on;
    }

    private ObjectNode weekdaysOfMonth() {
        var weeks = NODES.arrayNode();
        for (var week : filled("monthWeeks")) {
            if (week.asInt() == LAST_WEEK) {
                weeks.add("last");
            } else {
                weeks.add(week.asInt());
            }
        }
        var weekdays = NODES.objectNode();
        weekdays.set("on", weeks);
        weekdays.set("weekdays", weekdays("monthWeekdays"));
        return weekdays;
    }

    private ArrayNode weekdays(String member) {
        return Weekdays.numbers(filled(member), "frequency." + member, problems);
    }

    private JsonNode filled(String member) {
        var list = given.path(member);
        if (list.isEmpty()) {
            problems.add("frequency." + member, "must name at least one with the schedule " + schedule.word() + ".");
        }
        return list;
    }
}

package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** When a timer runs, read from its {@code frequency}. Days are those of UTC, the time of day is that of the start. */
final class TimerSchedule {
    private static final int LONGEST_INTERVAL = 86_400;
    /** Far enough for the rarest schedule, the 29th of February. */
    private static final int DAYS_AHEAD = 366 * 9;

    private final OffsetDateTime start;
    private final JsonNode frequency;
    private final JsonNode repeat;

    private TimerSchedule(long start, JsonNode frequency) {
        this.start = Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC);
        this.frequency = frequency;
        this.repeat = frequency.path("repeat");
    }

    /** Refuses a frequency that cannot be. */
    static TimerSchedule of(long start, JsonNode frequency) {
        var schedule = new TimerSchedule(start, frequency);
        schedule.check();
        return schedule;
    }

    /** The first run that is not before the start and after {@code now}. */
    Optional<Long> next(long now) {
        return switch (kind()) {
            case "once" -> Optional.of(millis(start)).filter(at -> at > now);
            case "custom" -> Optional.of(nextInterval(now));
            default -> nextDay(now);
        };
    }

    private String kind() {
        return frequency.path("schedule").asText("");
    }

    private long nextInterval(long now) {
        long first = millis(start);
        long step = repeat.path("every").asLong() * 1000;
        return now < first ? first : first + ((now - first) / step + 1) * step;
    }

    private Optional<Long> nextDay(long now) {
        var today = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC).toLocalDate();
        var from = today.isAfter(start.toLocalDate()) ? today : start.toLocalDate();
        Predicate<LocalDate> runs = days();
        return from.datesUntil(from.plusDays(DAYS_AHEAD))
                .filter(runs)
                .map(day -> millis(day.atTime(start.toLocalTime()).atOffset(ZoneOffset.UTC)))
                .filter(at -> at > now)
                .findFirst();
    }

    private Predicate<LocalDate> days() {
        long every = repeat.path("every").asLong(1);
        JsonNode on = repeat.path("on");
        return switch (kind()) {
            case "daily" -> day -> ChronoUnit.DAYS.between(start.toLocalDate(), day) % every == 0;
            case "weekly" ->
                day -> ChronoUnit.WEEKS.between(sunday(start.toLocalDate()), sunday(day)) % every == 0
                        && has(on, weekday(day));
            default ->
                on.path("days").isArray()
                        ? day -> has(repeat.path("every"), day.getMonthValue()) && isDayOf(on.path("days"), day)
                        : day ->
                                has(repeat.path("every"), day.getMonthValue()) && isWeekdayOf(on.path("weekdays"), day);
        };
    }

    private static boolean isDayOf(JsonNode days, LocalDate day) {
        return has(days, day.getDayOfMonth()) || (hasLast(days) && day.getDayOfMonth() == day.lengthOfMonth());
    }

    private static boolean isWeekdayOf(JsonNode weekdays, LocalDate day) {
        boolean last = day.getDayOfMonth() + 7 > day.lengthOfMonth();
        JsonNode on = weekdays.path("on");
        return has(weekdays.path("weekdays"), weekday(day))
                && (has(on, (day.getDayOfMonth() - 1) / 7 + 1) || (last && hasLast(on)));
    }

    private void check() {
        switch (kind()) {
            case "once" -> require(repeat.isMissingNode() || repeat.isNull(), "once takes no repeat");
            case "custom" -> requireEvery(LONGEST_INTERVAL);
            case "daily" -> requireEvery(Integer.MAX_VALUE);
            case "weekly" -> {
                requireEvery(Integer.MAX_VALUE);
                require(within(repeat.path("on"), 7, false), "repeat.on must list weekdays from 1 (Sunday) to 7");
            }
            case "monthly" -> {
                require(within(repeat.path("every"), 12, false), "repeat.every must list months from 1 to 12");
                JsonNode byWeekday = repeat.path("on").path("weekdays");
                require(
                        within(repeat.path("on").path("days"), 31, true)
                                || (within(byWeekday.path("on"), 4, true)
                                        && within(byWeekday.path("weekdays"), 7, false)),
                        "repeat.on must have days (1 to 31 or last), or weekdays with on (1 to 4 or last) and weekdays");
            }
            default -> require(false, "schedule must be once, custom, daily, weekly or monthly");
        }
    }

    private void requireEvery(int most) {
        JsonNode every = repeat.path("every");
        require(
                every.isIntegralNumber() && every.asLong() >= 1 && every.asLong() <= most,
                "repeat.every must be a whole number from 1 to " + most);
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw Refusal.of(Codes.BAD_TIMER, "Timer frequency: " + what);
        }
    }

    /** A list with something in it, all of it numbers from 1, or the word last where that has a meaning. */
    private static boolean within(JsonNode list, int most, boolean last) {
        return list.isArray()
                && !list.isEmpty()
                && items(list)
                        .allMatch(item -> (item.isIntegralNumber() && item.asInt() >= 1 && item.asInt() <= most)
                                || (last && item.asText().equals("last")));
    }

    private static boolean has(JsonNode list, int number) {
        return items(list).anyMatch(item -> item.isIntegralNumber() && item.asInt() == number);
    }

    private static boolean hasLast(JsonNode list) {
        return items(list).anyMatch(item -> item.asText().equals("last"));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** 1 is Sunday. */
    private static int weekday(LocalDate day) {
        return day.getDayOfWeek().getValue() % 7 + 1;
    }

    private static LocalDate sunday(LocalDate day) {
        return day.minusDays(weekday(day) - 1L);
    }

    private static long millis(OffsetDateTime time) {
        return time.toInstant().toEpochMilli();
    }
}

package dev.patchbay.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;

/** Rules that creating and updating a timer share. Times are milliseconds since 1970. */
final class TimerArguments {
    private TimerArguments() {}

    /**
     * Which file of the draft belongs to a timer is nowhere documented, and the wrong file would be overwritten. So code is
     * refused rather than ignored.
     */
    static void refuseCode(ObjectNode arguments, Problems problems) {
        if (arguments.hasNonNull("code")) {
            problems.add(
                    "code",
                    "cannot be set from here. Leave it out, and deploy the timer's code in the Backendless Console or with"
                            + " the Code Runner.");
        }
    }

    /** The month, in UTC, from which intervals of months are counted. */
    static int month(long start) {
        return Instant.ofEpochMilli(start).atOffset(ZoneOffset.UTC).getMonthValue();
    }

    /** @param blamed the argument that made the run lie in the past */
    static void checkOnce(JsonNode frequency, long start, long now, String blamed, Problems problems) {
        if (frequency.path("schedule").asText().equals(Schedule.ONCE.word()) && start <= now) {
            problems.add(
                    blamed,
                    "leads to a single run in the past. startDate must be a time to come, in milliseconds since 1970; now is "
                            + now + ".");
        }
    }

    static void checkExpire(JsonNode expire, long start, String blamed, Problems problems) {
        if (expire.isNumber() && expire.longValue() <= start) {
            problems.add(
                    blamed,
                    "does not fit: expire must be after startDate, and the timer would start at " + start + ".");
        }
    }
}

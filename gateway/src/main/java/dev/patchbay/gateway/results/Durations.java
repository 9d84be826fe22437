package dev.patchbay.gateway.results;

import java.time.Duration;

/** Durations in words. */
final class Durations {
    private Durations() {}

    static String text(Duration duration) {
        var minutes = duration.toMinutes();
        if (minutes % 60 != 0) {
            return minutes + (minutes == 1 ? " minute" : " minutes");
        }
        return minutes == 60 ? "1 hour" : minutes / 60 + " hours";
    }
}

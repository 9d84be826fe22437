package dev.patchbay.backendless;

import java.util.Locale;

/** How often a timer runs. */
enum Schedule {
    ONCE,
    CUSTOM,
    DAILY,
    WEEKLY,
    MONTHLY;

    /** @throws IllegalArgumentException for a word that the tools' schemas refuse */
    static Schedule named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether this member of a frequency says more about the schedule. */
    boolean takes(String detail) {
        return switch (this) {
            case WEEKLY -> detail.equals("weekdays");
            case MONTHLY -> detail.startsWith("month");
            case ONCE, CUSTOM, DAILY -> false;
        };
    }

    /** The service's word for it, and the caller's. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

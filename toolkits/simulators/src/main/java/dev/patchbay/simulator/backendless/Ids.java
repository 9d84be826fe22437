package dev.patchbay.simulator.backendless;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Invents ids, the same ones in every run. */
final class Ids {
    private static final long SEED = 20_251_009L;

    private final Options options;
    private final Map<String, Integer> lastByPrefix = new HashMap<>();
    private final Random random = new Random(SEED);

    Ids(Options options) {
        this.options = options;
    }

    /** The next id of a table. Tables that begin with the same letter share the numbers. */
    String object(String table) {
        return options.is(Option.IDS, "uuid")
                ? new UUID(random.nextLong(), random.nextLong()).toString().toUpperCase(Locale.ROOT)
                : table.substring(0, 1).toUpperCase(Locale.ROOT) + "-" + next(table.substring(0, 1));
    }

    /** The next of {@code MSG-0001}, {@code TMR-0001} and so on. */
    String numbered(String prefix) {
        return String.format(Locale.ROOT, "%s-%04d", prefix, next(prefix));
    }

    /** An id given from outside: the numbers go on after it. */
    void taken(String id) {
        int dash = id.lastIndexOf('-');
        if (dash > 0 && id.substring(dash + 1).matches("\\d{1,8}")) {
            lastByPrefix.merge(id.substring(0, dash), Integer.valueOf(id.substring(dash + 1)), Integer::max);
        }
    }

    private int next(String prefix) {
        return lastByPrefix.merge(prefix.toUpperCase(Locale.ROOT), 1, Integer::sum);
    }
}

package dev.patchbay.catalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of a tool file. Its time grows with the text and no faster (the engine never goes back), so no pattern
 * can stall a call with the wrong text (R46). What needs going back, lookaround and back references, is no pattern here; and
 * {@code $} means the end of the text, as in ECMAScript, not also the place before a last line break.
 */
final class LinearPattern {
    private static final int LONGEST = 1000;
    /** Repeated repeats multiply, and the engine writes each out. */
    private static final long MOST_REPEATS = 10_000;

    private static final Pattern REPEAT = Pattern.compile("\\{(?:[0-9]*,)?([0-9]{1,9})\\}");

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException with what is wrong with the expression */
    static LinearPattern of(String expression) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("it has more than " + LONGEST + " characters");
        }
        if (repeats(expression) > MOST_REPEATS) {
            throw new IllegalArgumentException("its repeat counts multiply to more than " + MOST_REPEATS);
        }
        try {
            return new LinearPattern(Pattern.compile(expression));
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException(broken.getDescription(), broken);
        }
    }

    /** At most: as if every repeat stood inside all others. */
    private static long repeats(String expression) {
        var found = REPEAT.matcher(expression);
        long product = 1;
        while (found.find() && product <= MOST_REPEATS) {
            product *= Math.max(1, Long.parseLong(found.group(1)));
        }
        return product;
    }

    /** Anywhere in the text, as JSON Schema has it. Counts as work of the check that runs. */
    boolean isFoundIn(String text) {
        Effort.spendOn(text);
        return pattern.matcher(text).find();
    }
}

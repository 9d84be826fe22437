package dev.patchbay.simulator.backendless.where;

import java.math.BigDecimal;

/** A word of a clause and where it begins. */
sealed interface Token {
    int position();

    /** A name or a keyword. */
    record Word(String text, int position) implements Token {
        boolean is(String keyword) {
            return text.equalsIgnoreCase(keyword);
        }
    }

    record Numeric(BigDecimal value, int position) implements Token {}

    record Text(String value, int position) implements Token {}

    record Symbol(String text, int position) implements Token {}

    record End(int position) implements Token {}
}

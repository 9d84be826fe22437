package dev.patchbay.catalog;

import com.networknt.schema.ExecutionContext;

/**
 * What one check of arguments may cost (R46). Counted in steps instead of time, because a busy machine must not decide which
 * arguments are valid: a step is one keyword looked at, or 16 characters under a pattern.
 */
final class Effort {
    /** About 50 ms of one core of 2020 (measured in {@code EffortTest}'s worst cases). */
    static final int MOST_STEPS = 200_000;

    private static final int CHARACTERS_PER_STEP = 16;
    private static final ScopedValue<Effort> PRESENT = ScopedValue.newInstance();

    private int left = MOST_STEPS;

    /** The check was given up. */
    static final class Exceeded extends RuntimeException {
        private Exceeded() {
            super("too much work", null, false, false);
        }
    }

    /** @throws Exceeded when the work costs more than is allowed */
    void bound(Runnable work) {
        ScopedValue.where(PRESENT, this).run(work);
    }

    /** The validator's context, which it tells of every keyword it looks at. */
    ExecutionContext context() {
        return new ExecutionContext() {
            @Override
            public void evaluationPathAddLast(String keyword) {
                spend(1);
                super.evaluationPathAddLast(keyword);
            }

            @Override
            public void evaluationPathAddLast(int index) {
                spend(1);
                super.evaluationPathAddLast(index);
            }
        };
    }

    static void spendOn(String text) {
        if (PRESENT.isBound()) {
            PRESENT.get().spend(1 + text.length() / CHARACTERS_PER_STEP);
        }
    }

    private void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw new Exceeded();
        }
    }
}

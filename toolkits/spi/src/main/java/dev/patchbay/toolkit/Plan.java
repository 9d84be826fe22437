package dev.patchbay.toolkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a tool's arguments lead to an answer. */
public sealed interface Plan {

    /** One request: that of the first variant whose condition holds, otherwise {@code template}. */
    record Declared(RequestTemplate template, List<Variant> variants) implements Plan {
        public Declared {
            variants = List.copyOf(variants);
        }

        public Declared(RequestTemplate template) {
            this(template, List.of());
        }
    }

    /** Java decides which of the steps are sent, and with what. */
    record Behaves(Behaviour behaviour, Map<String, RequestTemplate> steps) implements Plan {
        public Behaves {
            steps = Map.copyOf(steps);
        }
    }

    /**
     * Another form of the same tool.
     *
     * @param result shapes the answer instead of the tool's own
     */
    record Variant(Condition when, RequestTemplate template, Optional<ResultShape> result) {}

    /** When a variant applies. */
    sealed interface Condition {
        /** The argument was given, and not as null. */
        record Given(String argument) implements Condition {}

        /** The argument has this value. */
        record Is(String argument, JsonNode value) implements Condition {}
    }
}

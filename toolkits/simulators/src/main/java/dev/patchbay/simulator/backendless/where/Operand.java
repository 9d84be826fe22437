package dev.patchbay.simulator.backendless.where;

import java.util.List;

/** What a comparison looks at. */
public sealed interface Operand {
    /** A column; more than one name leads through relations. */
    record Column(List<String> path) implements Operand {
        public Column {
            path = List.copyOf(path);
        }

        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** A function over the rows of a group, its name in lower case. */
    record Aggregate(String function, Column column) implements Operand {}
}

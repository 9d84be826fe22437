package dev.patchbay.catalog;

import dev.patchbay.toolkit.Tool;
import java.util.LinkedHashMap;
import java.util.Map;

/** The compiled schemas of the tools used last. */
final class ArgumentSchemas {
    /** By identity: a slug may name different tools in two catalogues, and comparing whole schemas would cost more. */
    private static final class Key {
        private final Tool tool;

        Key(Tool tool) {
            this.tool = tool;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // identity is what this key is for
        public boolean equals(Object other) {
            return other instanceof Key key && tool == key.tool;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(tool);
        }
    }

    private final int capacity;
    private final Map<Key, ArgumentSchema> recent = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ArgumentSchema> eldest) {
            return size() > capacity;
        }
    };

    ArgumentSchemas(int capacity) {
        this.capacity = capacity;
    }

    ArgumentSchema of(Tool tool) {
        var key = new Key(tool);
        synchronized (recent) {
            var known = recent.get(key);
            if (known != null) {
                return known;
            }
        }
        // Outside the lock: two threads may compile the same schema, but none waits for another's.
        var compiled = new ArgumentSchema(tool.inputSchema());
        synchronized (recent) {
            recent.put(key, compiled);
        }
        return compiled;
    }

    int size() {
        synchronized (recent) {
            return recent.size();
        }
    }
}

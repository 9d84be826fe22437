package dev.patchbay.simulator.scale;

import java.util.EnumSet;
import java.util.Set;

/** How the inferred rules are set at the moment. */
final class Switches {
    private final Set<Switch> on = EnumSet.noneOf(Switch.class);

    Switches() {
        reset();
    }

    boolean on(Switch which) {
        return on.contains(which);
    }

    void set(Switch which, boolean value) {
        if (value) {
            on.add(which);
        } else {
            on.remove(which);
        }
    }

    void reset() {
        for (Switch each : Switch.values()) {
            set(each, each.initially());
        }
    }
}

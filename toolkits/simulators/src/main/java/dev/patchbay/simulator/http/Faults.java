package dev.patchbay.simulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules in force, oldest first; the first that matches is used. */
final class Faults {
    private final List<FaultRule> rules = new ArrayList<>();

    synchronized void add(FaultRule rule) {
        rules.add(rule);
    }

    synchronized void clear() {
        rules.clear();
    }

    synchronized Optional<Fault> take(Request request) {
        for (int i = 0; i < rules.size(); i++) {
            FaultRule rule = rules.get(i);
            if (!rule.matches(request.method(), request.rawPath())) {
                continue;
            }
            if (rule.times() == 1) {
                rules.remove(i);
            } else {
                rules.set(i, rule.used());
            }
            return Optional.of(rule.fault());
        }
        return Optional.empty();
    }
}

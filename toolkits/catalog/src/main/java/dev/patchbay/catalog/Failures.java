package dev.patchbay.catalog;

import dev.patchbay.toolkit.FailureHints;
import java.util.HashMap;
import java.util.Optional;

/** Reads {@code failures}: advice by HTTP status or by the service's own code. */
final class Failures {
    private Failures() {}

    static FailureHints read(Optional<Entry> failures) {
        if (failures.isEmpty()) {
            return FailureHints.NONE;
        }
        var byStatus = new HashMap<Integer, String>();
        var byCode = new HashMap<String, String>();
        failures.get()
                .entries()
                .forEach((key, advice) -> RefusalKeys.read(
                        key,
                        advice,
                        status -> byStatus.put(status, advice.text()),
                        code -> byCode.put(code, advice.text())));
        return new FailureHints(byStatus, byCode);
    }
}

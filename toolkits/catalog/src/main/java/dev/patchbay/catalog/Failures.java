package dev.patchbay.catalog;

import dev.patchbay.toolkit.FailureHints;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code failures}: advice by HTTP status or by the service's own code. */
final class Failures {
    private static final String CODE = "code:";
    private static final Pattern STATUS = Pattern.compile("[1-5][0-9][0-9]");

    private Failures() {}

    static FailureHints read(Optional<Entry> failures) {
        if (failures.isEmpty()) {
            return FailureHints.NONE;
        }
        var byStatus = new HashMap<Integer, String>();
        var byCode = new HashMap<String, String>();
        failures.get().entries().forEach((key, advice) -> {
            if (STATUS.matcher(key).matches()) {
                byStatus.put(Integer.valueOf(key), advice.text());
            } else if (key.startsWith(CODE) && key.length() > CODE.length()) {
                byCode.put(key.substring(CODE.length()), advice.text());
            } else {
                advice.refuse("`" + Excerpt.of(key) + "` is neither an HTTP status such as \"409\" nor \"code:…\"");
            }
        });
        return new FailureHints(byStatus, byCode);
    }
}

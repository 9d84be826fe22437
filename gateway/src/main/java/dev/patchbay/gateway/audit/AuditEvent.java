package dev.patchbay.gateway.audit;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A security-relevant act. Texts are kept to 300 characters, and what no database stores as it is (NUL, half of a surrogate
 * pair) is replaced, so that nothing a caller sends keeps an act from being recorded.
 *
 * @param action what was done, as {@code noun.verb}: {@code api_key.revoked}
 * @param subject id of what it was done to, or empty
 * @param details whatever else explains the act, under names of lower-case letters and underscores; never a secret, an
 *     argument or an answer
 */
public record AuditEvent(String action, Actor actor, String subject, Outcome outcome, Map<String, String> details) {
    private static final int LONGEST = 300;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

    public AuditEvent {
        subject = storable(subject);
        details = storable(details);
    }

    /** An act that was done. */
    public static AuditEvent done(String action, Actor actor, String subject) {
        return new AuditEvent(action, actor, subject, Outcome.DONE, Map.of());
    }

    /** The same with one more detail. */
    public AuditEvent with(String name, String value) {
        var more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditEvent(action, actor, subject, outcome, more);
    }

    /** The same, ended otherwise. */
    public AuditEvent ended(Outcome end) {
        return new AuditEvent(action, actor, subject, end, details);
    }

    /** How it ended. */
    public enum Outcome {
        DONE,
        REFUSED,
        FAILED
    }

    static String storable(String text) {
        var kept = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(point -> point == 0 || Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static SortedMap<String, String> storable(Map<String, String> details) {
        var kept = new TreeMap<String, String>();
        details.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("Not the name of a detail: " + name);
            }
            kept.put(name, storable(value));
        });
        return Collections.unmodifiableSortedMap(kept);
    }
}

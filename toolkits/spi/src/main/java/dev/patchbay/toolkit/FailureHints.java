package dev.patchbay.toolkit;

import java.util.Map;
import java.util.Optional;

/**
 * Advice that goes with a refusal of the service: what the caller can do about it.
 *
 * @param byStatus advice by HTTP status
 * @param byCode advice by the service's own error code, which is the more exact of the two and wins
 */
public record FailureHints(Map<Integer, String> byStatus, Map<String, String> byCode) {
    public static final FailureHints NONE = new FailureHints(Map.of(), Map.of());

    public FailureHints {
        byStatus = Map.copyOf(byStatus);
        byCode = Map.copyOf(byCode);
    }

    /** The advice for a refusal, the tool's own before {@code fallback}, the toolkit's. */
    public Optional<String> adviceFor(int status, Optional<String> code, FailureHints fallback) {
        return code.flatMap(this::forCode)
                .or(() -> code.flatMap(fallback::forCode))
                .or(() -> forStatus(status))
                .or(() -> fallback.forStatus(status));
    }

    private Optional<String> forCode(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    private Optional<String> forStatus(int status) {
        return Optional.ofNullable(byStatus.get(status));
    }
}

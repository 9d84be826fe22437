package dev.patchbay.gateway.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which of a tenant's executions are wanted; all conditions hold together.
 *
 * @param from the earliest start
 * @param to the latest start
 */
public record ExecutionQuery(List<Condition> conditions, Optional<Instant> from, Optional<Instant> to) {

    public ExecutionQuery {
        conditions = List.copyOf(conditions);
    }

    /** @param value as it is kept; a status in lower case */
    public record Condition(Field field, Operator operator, String value) {}

    /** What can be compared. */
    public enum Field {
        LOG_ID,
        TOOL,
        TOOLKIT,
        ACCOUNT,
        AUTH_CONFIG,
        STATUS,
        USER,
        SESSION,
        REQUEST
    }

    /** What is not known of a call is not equal to anything, and contains nothing. */
    public enum Operator {
        IS,
        IS_NOT,
        CONTAINS,
        CONTAINS_NOT
    }
}

package dev.patchbay.gateway.rest;

import dev.patchbay.gateway.audit.Execution;
import dev.patchbay.gateway.audit.ExecutionQuery;
import dev.patchbay.gateway.audit.ExecutionQuery.Condition;
import dev.patchbay.gateway.audit.ExecutionQuery.Field;
import dev.patchbay.gateway.audit.ExecutionQuery.Operator;
import dev.patchbay.gateway.json.Members;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads which execution logs are asked for (contract section 14, at the end). */
final class ExecutionLogQuery {
    private static final int MOST_FILTERS = 50;
    /** No call of ours runs in a sandbox, so the field is known and never has a value. */
    private static final String SANDBOX = "sandbox_id";

    private ExecutionLogQuery() {}

    private static Map<String, Field> fields() {
        var fields = new LinkedHashMap<String, Field>();
        fields.put("tool_slug", Field.TOOL);
        fields.put("toolkit_slug", Field.TOOLKIT);
        fields.put("connected_account_id", Field.ACCOUNT);
        fields.put("auth_config_id", Field.AUTH_CONFIG);
        fields.put("status", Field.STATUS);
        fields.put("user_id", Field.USER);
        fields.put("session_id", Field.SESSION);
        fields.put("request_id", Field.REQUEST);
        fields.put("log_id", Field.LOG_ID);
        return fields;
    }

    /** Empty when nothing can fit; problems are noted. */
    static Optional<ExecutionQuery> read(Members members) {
        var conditions = new ArrayList<Condition>();
        var possible = true;
        for (var filter : filters(members)) {
            filter.only("field", "operator", "value");
            var field = filter.text("field", 64);
            var operator = filter.text("operator", 16).flatMap(ExecutionLogQuery::operator);
            var value = filter.text("value", 256);
            if (operator.isEmpty()) {
                filter.problem("operator", "must be ==, !=, contains or not_contains");
            }
            if (value.isEmpty()) {
                filter.problem("value", "missing");
            }
            if (field.filter(SANDBOX::equals).isPresent()) {
                possible &= operator.filter(each -> each == Operator.IS || each == Operator.CONTAINS)
                        .isEmpty();
                continue;
            }
            var known = field.map(fields()::get);
            if (known.isEmpty()) {
                filter.problem("field", "must be one of " + String.join(", ", fields().keySet()) + ", " + SANDBOX);
            } else if (operator.isPresent() && value.isPresent()) {
                condition(filter, known.get(), operator.get(), value.get()).ifPresent(conditions::add);
            }
        }
        var range = members.object("time_range");
        range.ifPresent(block -> block.only("from", "to"));
        var query = new ExecutionQuery(
                conditions,
                range.flatMap(block -> instant(block, "from")),
                range.flatMap(block -> instant(block, "to")));
        return possible ? Optional.of(query) : Optional.empty();
    }

    /** As the answers spell it. */
    static String status(Execution.Status status) {
        return switch (status) {
            case RUNNING -> "running";
            case SUCCEEDED -> "success";
            case FAILED -> "failed";
        };
    }

    private static List<Members> filters(Members members) {
        return members.any("filters")
                        .filter(list -> list.isArray() && list.isEmpty())
                        .isPresent()
                ? List.of()
                : members.list("filters", MOST_FILTERS).orElse(List.of());
    }

    private static Optional<Condition> condition(Members filter, Field field, Operator operator, String value) {
        if (field != Field.STATUS) {
            return Optional.of(new Condition(field, operator, value));
        }
        for (var status : Execution.Status.values()) {
            if (status(status).equals(value) && (operator == Operator.IS || operator == Operator.IS_NOT)) {
                return Optional.of(new Condition(field, operator, status.name().toLowerCase(Locale.ROOT)));
            }
        }
        filter.problem("value", "a status is == or != success, failed or running");
        return Optional.empty();
    }

    private static Optional<Operator> operator(String text) {
        return switch (text) {
            case "==" -> Optional.of(Operator.IS);
            case "!=" -> Optional.of(Operator.IS_NOT);
            case "contains" -> Optional.of(Operator.CONTAINS);
            case "not_contains" -> Optional.of(Operator.CONTAINS_NOT);
            default -> Optional.empty();
        };
    }

    /** Within the years that a database knows. */
    private static Optional<Instant> instant(Members range, String member) {
        return range.any(member)
                .filter(given -> {
                    var fits = given.isNumber()
                            && given.canConvertToLong()
                            && given.longValue() >= 0
                            && given.longValue() < 253_402_300_800_000L;
                    if (!fits) {
                        range.problem(member, "must be milliseconds since 1970");
                    }
                    return fits;
                })
                .map(given -> Instant.ofEpochMilli(given.longValue()));
    }
}

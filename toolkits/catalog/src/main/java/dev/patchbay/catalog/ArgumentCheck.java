package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a caller's arguments against a tool's schema and rules. One instance serves all threads and all tools, and keeps the compiled
 * schemas of those used last; it may outlive a catalogue.
 *
 * <p>Values of {@code writeOnly} properties never appear in a violation, others only in excerpts. {@code format} is not
 * enforced. Nothing is fetched: a schema that refers elsewhere is a bug of whoever made the tool, and throws.
 */
public final class ArgumentCheck {
    static final int MAX_VIOLATIONS = 10;
    private static final int MAX_SCHEMAS = 2048;

    private final ArgumentSchemas schemas = new ArgumentSchemas(MAX_SCHEMAS);

    /**
     * The arguments as the tool wants them: a copy under published names, without top-level nulls that mean "not given".
     *
     * @param given null or missing counts as no arguments
     * @return the copy, or {@link Failure.InvalidArguments} with at most ten violations
     */
    public Outcome<ObjectNode> check(Tool tool, @Nullable JsonNode given) {
        if (given == null || given.isNull() || given.isMissingNode()) {
            return check(tool, JsonNodeFactory.instance.objectNode());
        }
        if (!(given instanceof ObjectNode object)) {
            var problem = "The arguments must be an object with one member per argument, not " + Kind.of(given) + ".";
            return invalid(tool, List.of(new Violation("", problem)));
        }
        var schema = schemas.of(tool);
        var violations = new ArrayList<Violation>();
        var arguments = Spellings.published(tool, object, schema, violations);
        violations.addAll(schema.violations(arguments));
        if (violations.isEmpty()) {
            // Rules compare values, so they are read only once each has the right type.
            var rules = new RuleCheck(arguments);
            tool.rules()
                    .forEach(
                            rule -> rules.violations(rule).limit(MAX_VIOLATIONS).forEach(violations::add));
        }
        return violations.isEmpty() ? Outcome.ok(arguments) : invalid(tool, violations);
    }

    private static Outcome<ObjectNode> invalid(Tool tool, List<Violation> violations) {
        var first = violations.stream().distinct().limit(MAX_VIOLATIONS).toList();
        return Outcome.failed(new Failure.InvalidArguments(tool.slug(), first));
    }
}

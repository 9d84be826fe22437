package dev.patchbay.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An {@code anyOf} or {@code oneOf} that a value was held against: where the keyword is in the schema, and where the value
 * is among the arguments. Nested ones count as part of the outermost.
 */
record Choice(List<Object> keyword, List<Object> where) {
    private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");
    /** Keywords that go one step down in the value; the first two are followed by a name that is no keyword. */
    private static final Set<String> NAMED = Set.of("properties", "patternProperties");

    private static final Set<String> STEPS = Set.of(
            "additionalProperties", "contains", "items", "prefixItems", "unevaluatedItems", "unevaluatedProperties");
    private static final Set<String> OUTSIDE = Set.of("type", "const", "enum");

    /** The choice that this error is about one form of. */
    static Optional<Choice> of(Error error) {
        var evaluation = elements(error.getEvaluationPath());
        var depth = 0;
        for (var i = 0; i < evaluation.size(); i++) {
            var keyword = evaluation.get(i);
            if (CHOICES.contains(keyword) && i + 1 < evaluation.size()) {
                var where = elements(error.getInstanceLocation());
                return Optional.of(new Choice(
                        List.copyOf(evaluation.subList(0, i + 1)),
                        List.copyOf(where.subList(0, Math.min(depth, where.size())))));
            }
            if (NAMED.contains(keyword)) {
                i++;
                depth++;
            } else if (STEPS.contains(keyword)) {
                depth++;
            }
        }
        return Optional.empty();
    }

    /** Which of the forms the error is about. */
    Object form(Error error) {
        return error.getEvaluationPath().getElement(keyword.size());
    }

    /** Whether the error says that the value as a whole is of another kind than this form. */
    boolean isAboutTheOutside(Error error) {
        return OUTSIDE.contains(error.getKeyword())
                && error.getInstanceLocation().getNameCount() == where.size();
    }

    static List<Object> elements(NodePath path) {
        var elements = new ArrayList<>(path.getNameCount());
        for (var i = 0; i < path.getNameCount(); i++) {
            elements.add(path.getElement(i));
        }
        return elements;
    }
}

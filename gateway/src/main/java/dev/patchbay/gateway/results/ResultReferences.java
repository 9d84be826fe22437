package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.egress.Cancellation;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts kept data into a call's arguments: an object of exactly {@code {"$result": handle}} or {@code {"$result": handle,
 * "path": expression}} becomes the value it names, wherever it stands. Nothing else is touched.
 *
 * <p>What is put in is data of a service and is not looked at again: an object in it that reads like a reference stays one.
 */
@ApplicationScoped
public class ResultReferences {
    private static final String RESULT = "$result";
    private static final String PATH = "path";
    private static final int MOST = 50;
    private static final long MOST_OPENED = 20L * 1024 * 1024;
    private static final long LARGEST = 2L * 1024 * 1024;
    private static final int MOST_PROBLEMS = 20;

    private final StoredResults results;

    ResultReferences(StoredResults results) {
        this.results = results;
    }

    /**
     * Before the arguments are checked against the tool's schema.
     *
     * @param tool for the failure
     * @return the arguments themselves when they refer to nothing, else a copy; or {@link Failure.InvalidArguments} with each
     *     reference that names nothing; or {@link Failure.Cancelled} when the caller went away, or {@link
     *     Failure.UpstreamUnavailable} when too many answers are being read. Then nothing may be sent
     */
    public Outcome<ObjectNode> resolve(Session session, ToolSlug tool, ObjectNode arguments) {
        if (count(arguments) == 0) {
            return Outcome.ok(arguments);
        }
        return results.reading(
                () -> new Resolution(handle -> results.find(session, handle), ReadResult.unknown(results))
                        .resolve(tool, arguments));
    }

    private static int count(JsonNode value) {
        if (isReference(value)) {
            return 1;
        }
        var count = 0;
        for (var child : value) {
            count += count(child);
        }
        return count;
    }

    private static boolean isReference(JsonNode value) {
        return value.isObject() && value.has(RESULT) && value.size() == (value.has(PATH) ? 2 : 1);
    }

    /** One call's references, which share what work and what data there may be. */
    static final class Resolution {
        private final Function<String, Optional<Unread>> results;
        private final String unknown;
        private final Map<String, Optional<JsonNode>> opened = new HashMap<>();
        private final List<Violation> violations = new ArrayList<>();
        private final BoundedRuntime runtime = new BoundedRuntime();
        private final Cancellation cancellation = Cancellation.current();
        private int references;
        private long bytes;
        private long size;

        Resolution(Function<String, Optional<Unread>> results, String unknown) {
            this.results = results;
            this.unknown = unknown;
        }

        Outcome<ObjectNode> resolve(ToolSlug tool, ObjectNode arguments) {
            var resolved = object(arguments, "");
            if (cancellation.isCancelled()) {
                return Outcome.failed(new Failure.Cancelled(false));
            }
            return violations.isEmpty()
                    ? Outcome.ok(resolved)
                    : Outcome.failed(new Failure.InvalidArguments(tool, violations));
        }

        private JsonNode resolve(JsonNode value, String where) {
            if (isReference(value)) {
                var found = value(value, where);
                return found == null ? value : found;
            }
            if (value.isObject()) {
                return object(value, where);
            }
            if (value.isArray()) {
                var copy = JsonNodeFactory.instance.arrayNode(value.size());
                value.forEach(element -> copy.add(resolve(element, where + "[" + copy.size() + "]")));
                return copy;
            }
            return value;
        }

        private ObjectNode object(JsonNode value, String where) {
            var copy = JsonNodeFactory.instance.objectNode();
            value.properties()
                    .forEach(member -> copy.set(
                            member.getKey(),
                            resolve(
                                    member.getValue(),
                                    where.isEmpty() ? member.getKey() : where + "." + member.getKey())));
            return copy;
        }

        private @Nullable JsonNode value(JsonNode reference, String where) {
            if (cancellation.isCancelled() || runtime.isStopped()) {
                return null; // it fails in any case
            }
            if (++references > MOST) {
                return wrong(where, "too many references; a call takes at most " + MOST);
            }
            var handle = reference.get(RESULT);
            var path = reference.get(PATH);
            if (!handle.isTextual() || (path != null && !path.isTextual())) {
                return wrong(where, "$result takes a handle (res_…) and path a JMESPath expression, both as text");
            }
            if (!opens(handle.textValue())) {
                return wrong(
                        where,
                        "$result: the answers that one call refers to have more than " + MOST_OPENED / (1024 * 1024)
                                + " MB in all; refer to fewer");
            }
            var data = opened.getOrDefault(handle.textValue(), Optional.empty());
            if (data.isEmpty()) {
                return wrong(where, "$result: " + unknown);
            }
            return path == null || path.textValue().isBlank()
                    ? sized(data.get(), where)
                    : found(path.textValue(), data.get(), where);
        }

        /** Opens what was not opened before, unless that would be too much in all. */
        private boolean opens(String handle) {
            if (opened.containsKey(handle)) {
                return true;
            }
            var found = results.apply(handle);
            var more = found.map(Unread::bytes).orElse(0L);
            if (bytes + more > MOST_OPENED) {
                return false;
            }
            bytes += more;
            opened.put(handle, found.flatMap(unread -> unread.content().get()));
            return true;
        }

        private @Nullable JsonNode found(String path, JsonNode data, String where) {
            return switch (BoundedPath.find(path, data, runtime)) {
                case Found.Value(var value) -> sized(value, where);
                case Found.Nothing() ->
                    wrong(
                            where,
                            "path: nothing is there. At the top is "
                                    + Sketch.of(data).write(2, 20, 300) + "." + BoundedPath.quoting(path));
                case Found.Wrong(var problem) -> wrong(where, "path: " + problem);
            };
        }

        private @Nullable JsonNode sized(JsonNode value, String where) {
            size += Weight.upTo(value, LARGEST - size);
            return size > LARGEST
                    ? wrong(
                            where,
                            "what is referred to is larger than " + LARGEST / (1024 * 1024)
                                    + " MB in all; narrow it by path")
                    : value;
        }

        private @Nullable JsonNode wrong(String where, String problem) {
            if (violations.size() < MOST_PROBLEMS) {
                violations.add(new Violation(where, problem));
            }
            return null;
        }
    }
}

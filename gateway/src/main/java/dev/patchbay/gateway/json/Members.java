package dev.patchbay.gateway.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A strict view of one JSON object. Each getter takes an absent or null member as absent, and notes a problem with the
 * member's path when the type is wrong; {@link #only} notes members nobody asked for, because a misspelt restriction that is
 * silently ignored widens access. Only the first twenty problems are kept, so that no answer outgrows its request.
 *
 * <p>Not thread-safe; all views of one document share one list of problems.
 */
public final class Members {
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_LIST = 1000;

    private final ObjectNode node;
    private final String path;
    private final List<String> problems;

    private Members(ObjectNode node, String path, List<String> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    public static Members of(ObjectNode document) {
        return new Members(document, "", new ArrayList<>());
    }

    /** Problems noted so far, each once, in the order they were met. */
    public List<String> problems() {
        return problems.stream().distinct().toList();
    }

    /** Notes a problem of one member (or of this object, when {@code member} is empty). */
    public void problem(String member, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(member.isEmpty() ? (path.isEmpty() ? what : path + ": " + what) : at(member) + ": " + what);
        }
    }

    /** Notes a NUL in any text or name of this object: PostgreSQL stores none, neither as text nor in JSON. */
    public void storable() {
        if (holdsNul(node)) {
            problem("", "texts must not hold NUL characters");
        }
    }

    public void only(String... known) {
        var names = Arrays.asList(known);
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problem(shorten(name), "unknown; known here are " + String.join(", ", names));
            }
        });
    }

    public boolean has(String member) {
        return node.hasNonNull(member);
    }

    public Optional<JsonNode> any(String member) {
        return Optional.ofNullable(node.get(member)).filter(value -> !value.isNull());
    }

    public Optional<String> text(String member) {
        return any(member)
                .filter(value -> expect(member, value.isTextual(), "a string"))
                .map(JsonNode::textValue);
    }

    /** A text of 1 to {@code max} characters without control characters. */
    public Optional<String> text(String member, int max) {
        return text(member).filter(value -> {
            var printable = value.chars().noneMatch(Character::isISOControl);
            if (value.isBlank() || value.length() > max || !printable) {
                problem(member, "must have 1 to " + max + " characters, none of them control characters");
                return false;
            }
            return true;
        });
    }

    public Optional<Boolean> flag(String member) {
        return any(member)
                .filter(value -> expect(member, value.isBoolean(), "true or false"))
                .map(JsonNode::booleanValue);
    }

    public Optional<Integer> integer(String member, int min, int max) {
        return any(member)
                .filter(value -> {
                    var fits = value.isIntegralNumber()
                            && value.canConvertToInt()
                            && value.intValue() >= min
                            && value.intValue() <= max;
                    return expect(member, fits, "a whole number from " + min + " to " + max);
                })
                .map(JsonNode::intValue);
    }

    public Optional<Members> object(String member) {
        return any(member)
                .filter(value -> expect(member, value.isObject(), "an object"))
                .map(value -> new Members((ObjectNode) value, at(member), problems));
    }

    public Optional<ObjectNode> rawObject(String member) {
        return any(member)
                .filter(value -> expect(member, value.isObject(), "an object"))
                .map(ObjectNode.class::cast);
    }

    /** A list of at most a thousand non-empty strings; each may cost a search for what was meant. */
    public Optional<List<String>> texts(String member) {
        return any(member)
                .filter(value -> expect(member, isTexts(value), "a list of non-empty strings, at most " + LONGEST_LIST))
                .map(Members::texts);
    }

    /** A list of 1 to {@code most} objects. */
    public Optional<List<Members>> list(String member, int most) {
        return any(member)
                .filter(value -> expect(
                        member,
                        value.isArray()
                                && !value.isEmpty()
                                && value.size() <= most
                                && value.valueStream().allMatch(JsonNode::isObject),
                        "a list of 1 to " + most + " objects"))
                .map(value -> {
                    var items = new ArrayList<Members>();
                    for (var item : value) {
                        items.add(new Members((ObjectNode) item, at(member) + "[" + items.size() + "]", problems));
                    }
                    return List.copyOf(items);
                });
    }

    /** Every member as an object, in document order. */
    public Map<String, Members> objects() {
        var objects = new LinkedHashMap<String, Members>();
        node.properties()
                .forEach(entry -> object(entry.getKey()).ifPresent(value -> objects.put(entry.getKey(), value)));
        return objects;
    }

    public List<String> names() {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static boolean holdsNul(JsonNode value) {
        if (value.isTextual()) {
            return value.textValue().indexOf(0) >= 0;
        }
        return value.properties().stream().anyMatch(entry -> entry.getKey().indexOf(0) >= 0)
                || value.valueStream().anyMatch(Members::holdsNul);
    }

    private static boolean isTexts(JsonNode value) {
        if (!value.isArray() || value.size() > LONGEST_LIST) {
            return false;
        }
        for (var item : value) {
            if (!item.isTextual() || item.textValue().isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> texts(JsonNode value) {
        var texts = new ArrayList<String>();
        value.forEach(item -> texts.add(item.textValue()));
        return texts;
    }

    private boolean expect(String member, boolean holds, String expected) {
        if (!holds) {
            problem(member, "must be " + expected);
        }
        return holds;
    }

    private String at(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    private static String shorten(String name) {
        return name.length() > 60 ? name.substring(0, 60) + "…" : name;
    }
}

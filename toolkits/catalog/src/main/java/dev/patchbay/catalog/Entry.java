package dev.patchbay.catalog;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One value in a file, with its place and the list its problems go to. Reading what is not there or not of the right kind
 * notes a problem and gives an empty stand-in, so that the rest is still read; the stand-ins never leave this package,
 * because a reading with problems has no value. A missing entry stays silent: its owner has already spoken.
 */
record Entry(Located source, JsonPointer at, JsonNode json, List<Problem> problems) {

    static Entry root(Located source, List<Problem> problems) {
        return new Entry(source, JsonPointer.empty(), source.json(), problems);
    }

    void refuse(String message) {
        if (!json.isMissingNode()) {
            problems.add(source.problem(at, message));
        }
    }

    int line() {
        return source.lineOf(at);
    }

    Entry missing() {
        return new Entry(source, at, MissingNode.getInstance(), problems);
    }

    Entry member(String key) {
        return new Entry(source, at.appendProperty(key), json.path(key), problems);
    }

    /** The text; blank text is refused. */
    String text() {
        var text = anyText();
        if (json.isTextual() && text.isBlank()) {
            refuse(name() + " must not be blank");
        }
        return text;
    }

    /** The text, which may be blank. */
    String anyText() {
        if (!json.isTextual()) {
            refuse(name() + " must be a string, not " + Kind.of(json) + (json.isValueNode() ? "; use quotes" : ""));
        }
        return json.asText("");
    }

    boolean flag() {
        if (!json.isBoolean()) {
            refuse(name() + " must be true or false, not " + Kind.of(json));
        }
        return json.asBoolean();
    }

    List<Entry> items() {
        if (!json.isArray()) {
            refuse(name() + " must be a list, not " + Kind.of(json));
        }
        return IntStream.range(0, json.isArray() ? json.size() : 0)
                .mapToObj(i -> new Entry(source, at.appendIndex(i), json.path(i), problems))
                .toList();
    }

    /** The texts of a list that says something and nothing twice. */
    List<String> texts() {
        if (json.isArray() && json.isEmpty()) {
            refuse(name() + " is empty; leave it out");
        }
        var texts = items().stream().map(Entry::text).toList();
        if (texts.stream().distinct().count() < texts.size()) {
            refuse(name() + " names the same twice");
        }
        return texts;
    }

    /** A whole number within bounds. */
    int integer(int least, int most) {
        if (!json.isInt() || json.intValue() < least || json.intValue() > most) {
            refuse(name() + " must be an integer from " + least + " to " + most
                    + (json.isTextual() ? ", without quotes" : ""));
        }
        return json.asInt();
    }

    /** The members of an object whose keys the file's author chooses, in order. */
    Map<String, Entry> entries() {
        if (!json.isObject()) {
            refuse(name() + " must be an object, not " + Kind.of(json));
        }
        var entries = new LinkedHashMap<String, Entry>();
        json.fieldNames().forEachRemaining(key -> entries.put(key, member(key)));
        return entries;
    }

    /** The members of an object whose keys the language fixes. */
    Members members(String... known) {
        if (!json.isObject()) {
            refuse(name() + " must be an object, not " + Kind.of(json));
            return new Members(missing(), List.of(known));
        }
        return new Members(this, List.of(known));
    }

    ObjectNode object() {
        return json instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** How messages call this value: by its key, or by where it stands in its list. */
    String name() {
        if (at.matches()) {
            return "the file";
        }
        var last = at.last();
        return last.mayMatchElement() && parentIsList() ? "item " + (last.getMatchingIndex() + 1) : "`" + key() + "`";
    }

    String key() {
        return at.matches() ? "" : at.last().getMatchingProperty();
    }

    private boolean parentIsList() {
        return source.json().at(at.head()).isArray();
    }
}

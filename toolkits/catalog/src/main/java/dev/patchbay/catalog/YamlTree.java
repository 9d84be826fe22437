package dev.patchbay.catalog;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ParserException;

/**
 * Builds JSON out of parse events. Events rather than composed nodes: an alias is seen where it stands instead of where it
 * points, and depth can be bounded before anything recurses.
 */
final class YamlTree {
    private static final int MAX_DEPTH = 64;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String file;
    private final Iterator<Event> events;
    private final Map<JsonPointer, Integer> lines = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    YamlTree(String file, Iterator<Event> events) {
        this.file = file;
        this.events = events;
    }

    Reading<Located> read() {
        events.next(); // stream start
        var start = events.next();
        if (start instanceof StreamEndEvent) {
            refuse(start, "is empty");
            return located(NullNode.getInstance());
        }
        var json = node(events.next(), JsonPointer.empty(), 0);
        events.next(); // document end
        var end = events.next();
        if (!(end instanceof StreamEndEvent)) {
            refuse(end, "holds a second document; one file holds one");
        }
        return located(json);
    }

    private Reading<Located> located(JsonNode json) {
        return Reading.of(new Located(file, json, lines), problems);
    }

    private JsonNode node(Event event, JsonPointer at, int depth) {
        lines.putIfAbsent(at, line(event));
        if (event instanceof AliasEvent) {
            refuse(event, "aliases (`*name`) are not allowed; write the value out");
            return NullNode.getInstance();
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            refuse(event, "anchors (`&name`) are not allowed; write the value out where it is needed");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case CollectionStartEvent collection -> collection(collection, at, depth);
            default -> throw new IllegalStateException("The parser gave " + event + " where a value begins");
        };
    }

    private JsonNode collection(CollectionStartEvent start, JsonPointer at, int depth) {
        refuseTag(start, start.getTag());
        if (depth == MAX_DEPTH) {
            // No reading on: the scanner's work grows with the square of the depth.
            var problem = "it is nested deeper than " + MAX_DEPTH + " levels";
            throw new ParserException(problem, start.getStartMark());
        }
        return switch (start) {
            case SequenceStartEvent _ -> list(at, depth);
            case MappingStartEvent _ -> object(at, depth);
            default -> throw new IllegalStateException("The parser gave an unknown collection: " + start);
        };
    }

    private JsonNode list(JsonPointer at, int depth) {
        var list = JSON.arrayNode();
        for (var event = events.next(); !(event instanceof CollectionEndEvent); event = events.next()) {
            list.add(node(event, at.appendIndex(list.size()), depth + 1));
        }
        return list;
    }

    private JsonNode object(JsonPointer at, int depth) {
        var object = JSON.objectNode();
        for (var key = events.next(); !(key instanceof CollectionEndEvent); key = events.next()) {
            var name = node(key, at.appendProperty(""), depth + 1);
            lines.remove(at.appendProperty(""));
            if (!name.isTextual()) {
                refuse(key, "a key must be a string; put it in quotes");
            } else if (object.has(name.textValue())) {
                refuse(key, "the key `" + Excerpt.of(name.textValue()) + "` is given twice");
            }
            var member = at.appendProperty(name.asText());
            lines.putIfAbsent(member, line(key));
            object.set(name.asText(), node(events.next(), member, depth + 1));
        }
        return object;
    }

    private JsonNode scalar(ScalarEvent scalar) {
        refuseTag(scalar, scalar.getTag());
        return PlainScalar.read(scalar).orElseGet(() -> {
            refuse(scalar, "the number " + Excerpt.of(scalar.getValue()) + " is out of range; as text it needs quotes");
            return NullNode.getInstance();
        });
    }

    private void refuseTag(Event event, Optional<String> tag) {
        tag.ifPresent(_ -> refuse(event, "tags (`!name`) are not allowed; quotes make a string"));
    }

    private void refuse(Event event, String message) {
        problems.add(new Problem(file, line(event), message));
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}

package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One hive: stores of five kinds, each kind with keys of its own. */
record Hive(
        Shelf<JsonNode> values,
        Shelf<ObjectNode> maps,
        Shelf<List<JsonNode>> lists,
        Shelf<Set<JsonNode>> sets,
        Shelf<SortedSet> sortedSets) {

    static Hive empty(Clock clock) {
        return new Hive(
                new Shelf<>(clock, NullNode::getInstance, JsonNode::isNull),
                new Shelf<>(clock, Json::object, ObjectNode::isEmpty),
                new Shelf<>(clock, ArrayList::new, List::isEmpty),
                new Shelf<>(clock, LinkedHashSet::new, Set::isEmpty),
                new Shelf<>(clock, SortedSet::new, SortedSet::isEmpty));
    }

    /** A value that a store may hold: anything but nothing. */
    static JsonNode value(JsonNode given) {
        if (given.isNull() || given.isMissingNode()) {
            throw Refusal.of(Codes.HIVE_VALUE, "A value must not be null");
        }
        return given;
    }
}

package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A stored thing: the very JSON the service answers with, and the moment of its creation, which no other thing of the
 * environment shares and which therefore is also its place in every list.
 */
record Entity(Instant createdAt, ObjectNode json) {

    /** A member's text, empty when absent. */
    String text(String member) {
        return json.path(member).asText("");
    }

    Entity changed(Consumer<ObjectNode> change) {
        ObjectNode copy = json.deepCopy();
        change.accept(copy);
        return new Entity(createdAt, copy);
    }
}

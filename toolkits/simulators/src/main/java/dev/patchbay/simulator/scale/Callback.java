package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * A callback on its way.
 *
 * @param attempt counted from 1
 * @param due by the simulator's clock
 * @param outcome told after every attempt whether it succeeded, at a moment when state may be changed
 */
record Callback(String url, String secret, ObjectNode body, int attempt, Instant due, Consumer<Boolean> outcome) {
    Callback retriedAt(Instant next) {
        return new Callback(url, secret, body, attempt + 1, next, outcome);
    }
}

package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A task about to be created, as the rules of its type see it.
 *
 * @param params what is special to the type, together with what the project gives; rules may turn texts into numbers in it
 */
record Draft(ObjectNode body, ObjectNode params, Environment environment) {
    boolean on(Switch which) {
        return environment.on(which);
    }

    boolean has(String name) {
        var value = params.path(name);
        return value.isTextual() ? !value.textValue().isBlank() : value.isContainerNode() && !value.isEmpty();
    }

    void require(String name) {
        if (!has(name)) {
            throw Refusal.required(name);
        }
    }

    void requireArray(String name) {
        if (!params.path(name).isArray() || params.path(name).isEmpty()) {
            throw Refusal.required(name);
        }
    }
}

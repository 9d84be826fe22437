package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Multipart;
import dev.patchbay.simulator.http.Query;
import dev.patchbay.simulator.http.Request;
import java.util.Map;
import java.util.Optional;

/** A request that has been let in and routed. */
record Call(Environment environment, Request request, Map<String, String> path, Optional<JsonNode> body) {

    String path(String variable) {
        return Optional.ofNullable(path.get(variable)).orElseThrow();
    }

    Query query() {
        return request.query();
    }

    boolean on(Switch which) {
        return environment.on(which);
    }

    /** The body as an object; none counts as empty, and a member that is null as absent, as the official clients need it. */
    ObjectNode object() {
        JsonNode given = body.orElseGet(Json::object);
        if (!(given instanceof ObjectNode object)) {
            throw Refusal.invalid("The request body must be an object.");
        }
        ObjectNode kept = object.deepCopy();
        object.fieldNames().forEachRemaining(name -> {
            if (object.path(name).isNull()) {
                kept.remove(name);
            }
        });
        return kept;
    }

    /** The body as a bare array; none counts as empty. */
    ArrayNode array() {
        JsonNode given = body.orElseGet(Json::array);
        if (!(given instanceof ArrayNode array)) {
            throw Refusal.invalid("The request body must be an array.");
        }
        return array;
    }

    /** The body as metadata, which it is as a whole. */
    ObjectNode metadata() {
        JsonNode given = body.orElseGet(Json::object);
        if (!(given instanceof ObjectNode metadata)) {
            throw Refusal.invalid("The request body must be an object.");
        }
        Parameters.checkMetadata(metadata);
        return metadata;
    }

    Multipart multipart() {
        return request.header("content-type")
                .flatMap(type -> Multipart.parse(type, request.body()))
                .orElseThrow(() -> Refusal.invalid("The request body must be multipart/form-data."));
    }

    Project project() {
        return environment
                .project(path("project"))
                .orElseThrow(() -> Refusal.notFound("Project with that name not found."));
    }

    Entity batch() {
        return environment.batch(path("batch")).orElseThrow(() -> Refusal.notFound("Batch with that name not found."));
    }

    Entity task() {
        return environment.tasks().find(path("id")).orElseThrow(() -> Refusal.notFound("Task with that ID not found."));
    }
}

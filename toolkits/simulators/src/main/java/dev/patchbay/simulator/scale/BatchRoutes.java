package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;

/** Batches: create, list, read, count. */
final class BatchRoutes {
    private BatchRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/v1/batches", BatchRoutes::create);
        routes.add("GET", "/v1/batches", BatchRoutes::list);
        routes.add(
                "GET",
                "/v1/batches/{batch}",
                call -> Answer.json(200, call.batch().json()));
        routes.add("GET", "/v1/batches/{batch}/status", BatchRoutes::status);
        routes.add("POST", "/v1/batches/{batch}/finalize", BatchRoutes::finalizeBatch);
        routes.add("POST", "/v1/batches/{batch}/setMetadata", BatchRoutes::setMetadata);
        routes.add("POST", "/v1/batches/{batch}/prioritize", BatchRoutes::prioritize);
    }

    private static Answer create(Call call) {
        ObjectNode body = call.object();
        String projectName = Parameters.required(body, "project");
        String name = Parameters.required(body, "name");
        Parameters.metadata(body);
        if (call.on(Switch.BATCH_FLAGS_EXCLUDE)
                && body.path("calibration_batch").asBoolean()
                && body.path("self_label_batch").asBoolean()) {
            throw Refusal.invalid("A batch cannot be both a calibration and a self-label batch.");
        }
        var project = call.environment()
                .project(projectName)
                .orElseThrow(() -> TaskCreation.missingParent(call, "Project with that name not found."));
        if (call.environment().batch(name).isPresent()) {
            throw Refusal.conflict("Batch with name " + name + " already exists.");
        }
        var batch = BatchJson.first(body, project.staged(), call.environment().nextMoment());
        call.environment().batches().put(name, batch);
        return Answer.json(200, batch.json());
    }

    private static Answer list(Call call) {
        int limit = Parameters.limit(call);
        int offset = Parameters.offset(call);
        var filter = Filter.ofBatches(call);
        var found = call.environment().batches().values().stream()
                .filter(filter)
                .toList()
                .reversed();
        boolean detailed = Parameters.flag(call.query(), "detailed");
        var page = Json.object();
        var docs = page.putArray("docs");
        found.stream().skip(offset).limit(limit).forEach(batch -> {
            var doc = docs.addObject();
            doc.setAll(batch.json());
            if (detailed) {
                doc.setAll(BatchJson.counts(batch, call.environment()));
            }
        });
        // Both names of the total: the Python client reads one, the generated Node client the other.
        page.put("totalDocs", found.size()).put("total", found.size());
        page.put("limit", limit).put("offset", offset).put("has_more", offset + docs.size() < found.size());
        return Answer.json(200, page);
    }

    private static Answer status(Call call) {
        Entity batch = call.batch();
        return Answer.json(
                200,
                Json.object().put("status", batch.text("status")).setAll(BatchJson.counts(batch, call.environment())));
    }

    /** Opens a staged batch for work and closes it for further tasks; of any other kind nothing changes. */
    private static Answer finalizeBatch(Call call) {
        Entity batch = call.batch();
        if (!batch.text("status").equals("staging")) {
            return Answer.json(200, batch.json());
        }
        boolean empty = call.environment().tasks().countsOf(batch.text("name")).isEmpty();
        if (empty && !call.on(Switch.EMPTY_BATCH_FINALIZES)) {
            throw Refusal.invalid("The batch has no tasks.");
        }
        call.environment().checkLater(batch.text("name"));
        return store(call, batch.changed(json -> json.put("status", "in_progress")));
    }

    private static Answer setMetadata(Call call) {
        Entity batch = call.batch();
        var metadata = call.metadata();
        return store(call, batch.changed(json -> json.set("metadata", metadata)));
    }

    /** Known from third parties only. */
    private static Answer prioritize(Call call) {
        Entity batch = call.batch();
        int priority = call.object().path("priority").asInt();
        return store(call, batch.changed(json -> json.put("priority", priority)));
    }

    private static Answer store(Call call, Entity batch) {
        call.environment().batches().put(batch.text("name"), batch);
        return Answer.json(200, batch.json());
    }
}

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
                "/v1/batches/{name}",
                call -> Answer.json(200, batch(call).json()));
        routes.add("GET", "/v1/batches/{name}/status", BatchRoutes::status);
    }

    private static Answer create(Call call) {
        ObjectNode body = call.object();
        String projectName = Parameters.required(body, "project");
        String name = Parameters.required(body, "name");
        Parameters.metadata(body);
        if (body.path("calibration_batch").asBoolean()
                && body.path("self_label_batch").asBoolean()) {
            throw Refusal.invalid("A batch cannot be both a calibration and a self-label batch.");
        }
        var project = call.environment()
                .project(projectName)
                .orElseThrow(() -> Refusal.notFound("Project with that name not found."));
        if (call.environment().batch(name).isPresent()) {
            throw Refusal.conflict("Batch with name " + name + " already exists.");
        }
        var batch = BatchJson.first(body, project.staged(), call.environment().nextMoment());
        call.environment().batches().put(name, batch);
        return Answer.json(200, batch.json());
    }

    private static Answer list(Call call) {
        int limit = Parameters.limit(call.query());
        int offset = Parameters.offset(call.query());
        var filter = Filter.ofBatches(call.query());
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
                doc.setAll(BatchJson.counts(batch, call.environment().tasks()));
            }
        });
        // Both names of the total: the Python client reads one, the generated Node client the other.
        page.put("totalDocs", found.size()).put("total", found.size());
        page.put("limit", limit).put("offset", offset).put("has_more", offset + docs.size() < found.size());
        return Answer.json(200, page);
    }

    private static Answer status(Call call) {
        Entity batch = batch(call);
        return Answer.json(
                200,
                Json.object()
                        .put("status", batch.text("status"))
                        .setAll(BatchJson.counts(batch, call.environment().tasks())));
    }

    private static Entity batch(Call call) {
        return call.environment()
                .batch(call.path("name"))
                .orElseThrow(() -> Refusal.notFound("Batch with that name not found."));
    }
}

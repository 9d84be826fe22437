package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;

/** Many objects in one call: created ones answer with their ids, changed and deleted ones with their number. */
final class BulkRoutes {
    private BulkRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/data/bulk/{table}", BulkRoutes::create);
        routes.add("PUT", "/data/bulk/{table}", BulkRoutes::update);
        routes.add(
                "DELETE",
                "/data/bulk/{table}",
                call -> delete(call, call.query().first("where").orElse("")));
        routes.add(
                "POST",
                "/data/bulk/{table}/delete",
                call -> delete(call, call.object().path("where").asText("")));
        routes.add("PUT", "/data/bulkupsert/{table}", BulkRoutes::upsert);
    }

    private static Answer create(Call call) {
        var body = call.array();
        var table = call.application().records().tableToWrite(call.path("table"));
        TableAccess.of(call, table).require(Operation.ADD);
        var ids = Json.array();
        for (JsonNode item : body) {
            ids.add(call.application()
                    .records()
                    .create(table, object(item), call.caller())
                    .path("objectId")
                    .asText());
        }
        return Call.answer(ids);
    }

    private static Answer upsert(Call call) {
        var body = call.array();
        var records = call.application().records();
        var table = records.tableToWrite(call.path("table"));
        TableAccess.of(call, table).require(Operation.UPSERT);
        var ids = Json.array();
        for (JsonNode item : body) {
            ObjectNode object = object(item);
            String id = object.path("objectId").asText("");
            ObjectNode row = table.find(id).isPresent()
                    ? records.update(table, id, object)
                    : records.create(table, object, call.caller());
            ids.add(row.path("objectId").asText());
        }
        return Call.answer(ids);
    }

    private static Answer update(Call call) {
        ObjectNode changes = call.object();
        var table = call.application().database().table(call.path("table"));
        List<String> ids = selected(call, table, call.query().first("where").orElse(""), Operation.UPDATE);
        ids.forEach(id -> call.application().records().update(table, id, changes));
        return Call.answer(ids.size());
    }

    private static Answer delete(Call call, String where) {
        var table = call.application().database().table(call.path("table"));
        List<String> ids = selected(call, table, where, Operation.REMOVE);
        ids.forEach(id -> call.application().records().remove(table, id));
        return Call.answer(ids.size());
    }

    /** A bulk change without a clause is refused: it would be one of the whole table. */
    private static List<String> selected(Call call, Table table, String where, Operation operation) {
        if (where.isEmpty()) {
            throw Refusal.of(Codes.FIELD_MISSING, "Required field where is missing");
        }
        List<String> ids = Find.ids(call.application().database(), table, where);
        ids.forEach(id -> TableAccess.of(call, table).require(operation, id));
        return ids;
    }

    private static ObjectNode object(JsonNode item) {
        if (item instanceof ObjectNode object) {
            return object;
        }
        throw Refusal.of(Codes.MALFORMED, "Every item must be an object");
    }
}

package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;

/** Tables: find by query or by body, read one row. */
final class DataRoutes {
    private DataRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/data/{table}", call -> find(call, FindOptions.of(call.query())));
        routes.add("POST", "/data/{table}/find", call -> find(call, FindOptions.of(call.object())));
        routes.add("GET", "/data/{table}/{id}", DataRoutes::read);
    }

    private static Answer find(Call call, FindOptions options) {
        var database = call.application().database();
        var found = Json.array();
        new Find(database, database.table(call.path("table")), options).rows().forEach(found::add);
        return Answer.json(200, found);
    }

    private static Answer read(Call call) {
        var database = call.application().database();
        var table = database.table(call.path("table"));
        String id = call.path("id");
        var row = table.find(id)
                .orElseThrow(() -> Refusal.of(Codes.ENTITY_NOT_FOUND, "Entity with ID " + id + " not found"));
        var find = new Find(database, table, FindOptions.of(call.query()));
        return Answer.json(200, find.whole(new RowValues(database, table, row)));
    }
}

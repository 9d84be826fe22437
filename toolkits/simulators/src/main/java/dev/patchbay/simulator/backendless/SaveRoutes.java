package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;

/** Saving and deleting one object. */
final class SaveRoutes {
    private SaveRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/data/{table}", SaveRoutes::create);
        routes.add("PUT", "/data/{table}", SaveRoutes::save);
        routes.add("PUT", "/data/{table}/upsert", SaveRoutes::upsert);
        routes.add("PUT", "/data/{table}/{id}", call -> update(call, call.path("id"), call.object()));
        routes.add("DELETE", "/data/{table}/{id}", SaveRoutes::delete);
        routes.add("DELETE", "/users/{id}", SaveRoutes::deleteUser);
    }

    private static Answer create(Call call) {
        ObjectNode body = call.object();
        Table table = call.application().records().tableToWrite(call.path("table"));
        TableAccess.of(call, table).require(Operation.ADD);
        return Call.answer(table.render(call.application().records().create(table, body, call.caller())));
    }

    /** An object with an id is an update, also when the id is unknown: then it fails. */
    private static Answer save(Call call) {
        ObjectNode body = call.object();
        return body.hasNonNull("objectId") ? update(call, body.path("objectId").asText(), body) : create(call);
    }

    private static Answer upsert(Call call) {
        ObjectNode body = call.object();
        var table = call.application().records().tableToWrite(call.path("table"));
        return table.find(body.path("objectId").asText("")).isPresent() ? save(call) : create(call);
    }

    private static Answer update(Call call, String id, ObjectNode body) {
        var table = call.application().database().table(call.path("table"));
        call.application().records().find(table, id);
        TableAccess.of(call, table).require(Operation.UPDATE, id);
        return Call.answer(table.render(call.application().records().update(table, id, body)));
    }

    private static Answer delete(Call call) {
        return delete(call, call.application().database().table(call.path("table")));
    }

    private static Answer deleteUser(Call call) {
        return delete(call, call.application().accounts().table());
    }

    private static Answer delete(Call call, Table table) {
        String id = call.path("id");
        call.application().records().find(table, id);
        TableAccess.of(call, table).require(Operation.REMOVE, id);
        call.application().records().remove(table, id);
        return Call.answer(Json.object().put("deletionTime", call.application().now()));
    }
}

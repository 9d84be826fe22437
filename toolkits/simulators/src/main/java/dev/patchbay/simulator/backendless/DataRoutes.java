package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;

/** Reading tables: find by query or by body, count, one row, the columns. */
final class DataRoutes {
    private DataRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/data/{table}", call -> find(call, inQuery(call)));
        routes.add("POST", "/data/{table}/find", call -> find(call, inBody(call)));
        routes.add("GET", "/data/{table}/count", call -> count(call, inQuery(call)));
        routes.add("POST", "/data/{table}/count", call -> count(call, inBody(call)));
        routes.add("GET", "/data/{table}/first", call -> end(call, "created asc"));
        routes.add("GET", "/data/{table}/last", call -> end(call, "created desc"));
        routes.add("GET", "/data/{table}/properties", DataRoutes::properties);
        // Without these lines they would be taken for ids.
        routes.add("GET", "/data/{table}/pk", DataRoutes::leftOut);
        routes.add("GET", "/data/{table}/table-name", DataRoutes::leftOut);
        routes.add("PUT", "/data/{table}/deep-save", DataRoutes::leftOut);
        routes.add("GET", "/data/{table}/{id}", DataRoutes::read);
    }

    private static Answer leftOut(Call call) {
        throw Refusal.noSuchRoute(call.request().method(), call.request().rawPath());
    }

    private static FindOptions inQuery(Call call) {
        return FindOptions.of(call.query(), call.application().options().number(Option.LARGEST_PAGE));
    }

    private static FindOptions inBody(Call call) {
        return FindOptions.of(call.object(), call.application().options().number(Option.LARGEST_PAGE));
    }

    private static Answer find(Call call, FindOptions options) {
        var found = Json.array();
        find(call, table(call), options).rows().forEach(found::add);
        return Call.answer(found);
    }

    private static Answer count(Call call, FindOptions options) {
        return Call.answer(find(call, table(call), options).count());
    }

    /** The first row in that order unless the caller sorts otherwise. */
    private static Answer end(Call call, String order) {
        var table = table(call);
        List<ObjectNode> rows = find(call, table, inQuery(call).onlyOne(order)).rows();
        if (rows.isEmpty()) {
            throw Refusal.of(
                    call.application().options().number(Option.ENTITY_NOT_FOUND_CODE),
                    "Unable to retrieve the object from table " + table.name());
        }
        return Call.answer(rows.getFirst());
    }

    private static Find find(Call call, Table table, FindOptions options) {
        var visible = TableAccess.of(call, table).visible();
        return new Find(call.application().database(), table, options, visible);
    }

    private static Answer read(Call call) {
        var database = call.application().database();
        var table = table(call);
        ObjectNode row = call.application().records().find(table, call.path("id"));
        TableAccess.of(call, table).require(Operation.FIND, call.path("id"));
        var find = new Find(database, table, inQuery(call), _ -> true);
        return Call.answer(find.whole(new RowValues(database, table, row)));
    }

    private static Answer properties(Call call) {
        TableAccess.of(call, table(call)).require(Operation.DESCRIBE);
        return Call.answer(Properties.of(table(call)));
    }

    private static Table table(Call call) {
        return call.application().database().table(call.path("table"));
    }
}

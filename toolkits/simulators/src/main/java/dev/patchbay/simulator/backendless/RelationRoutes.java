package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The related objects of one object: read a page, set, add, remove. Children are named by their ids in the body or by a clause
 * in the query. The column may be written {@code name:Table:n} or {@code name:Table:1}, which creates it.
 */
final class RelationRoutes {
    private static final String PATH = "/data/{table}/{id}/{column}";

    private RelationRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", PATH, RelationRoutes::read);
        routes.add("POST", PATH, call -> change(call, Operation.ADD_RELATION, (_, named) -> named));
        routes.add("PUT", PATH, call -> change(call, Operation.ADD_RELATION, RelationRoutes::both));
        routes.add("DELETE", PATH, call -> change(call, Operation.DELETE_RELATION, RelationRoutes::without));
    }

    /** What becomes of the children there are and the children named. */
    private interface Change {
        Set<String> apply(Set<String> present, Set<String> named);
    }

    private static Answer read(Call call) {
        var database = call.application().database();
        var parent = database.table(call.path("table"));
        call.application().records().find(parent, call.path("id"));
        TableAccess.of(call, parent).require(Operation.LOAD_RELATIONS, call.path("id"));
        String column = column(call, parent);
        var relation = relation(parent, column);
        List<String> linked = parent.linked(column, call.path("id"));
        var children = database.table(relation.table());
        var options = FindOptions.of(call.query(), call.application().options().number(Option.LARGEST_PAGE));
        var found = Json.array();
        new Find(database, children, options, row -> linked.contains(id(row)))
                .rows()
                .forEach(found::add);
        return relation.many() || found.isEmpty() ? Call.answer(found) : Call.answer(found.get(0));
    }

    private static Answer change(Call call, Operation operation, Change change) {
        var database = call.application().database();
        var parent = database.table(call.path("table"));
        String parentId = call.path("id");
        call.application().records().find(parent, parentId);
        TableAccess.of(call, parent).require(operation, parentId);
        String column = column(call, parent);
        var relation = relation(parent, column);
        var children = database.table(relation.table());
        Set<String> named = named(call, database, children);
        Set<String> present = new LinkedHashSet<>(parent.linked(column, parentId));
        List<String> after = new ArrayList<>(change.apply(present, named));
        // To one: the last that was named is the one.
        parent.link(column, parentId, relation.many() || after.isEmpty() ? after : List.of(after.getLast()));
        return Call.answer(named.size());
    }

    private static Set<String> named(Call call, Database database, Table children) {
        // The JavaScript client says whereClause here and where everywhere else.
        var where = call.query().first("whereClause").or(() -> call.query().first("where"));
        if (where.isPresent()) {
            return new LinkedHashSet<>(Find.ids(database, children, where.get()));
        }
        var ids = new LinkedHashSet<String>();
        for (JsonNode item : call.array()) {
            String id = item.asText();
            call.application().records().find(children, id);
            ids.add(id);
        }
        return ids;
    }

    private static String column(Call call, Table parent) {
        String[] parts = call.path("column").split(":", 3);
        if (parts.length == 3 && !parent.relations().containsKey(parts[0])) {
            call.application().database().table(parts[1]);
            parent.relate(parts[0], new Table.Relation(parts[1], !parts[2].equals("1")));
        }
        return parts[0];
    }

    private static Table.Relation relation(Table parent, String column) {
        var relation = parent.relations().get(column);
        if (relation == null) {
            throw parent.noSuchColumn(column);
        }
        return relation;
    }

    private static Set<String> both(Set<String> present, Set<String> named) {
        var all = new LinkedHashSet<>(present);
        all.addAll(named);
        return all;
    }

    private static Set<String> without(Set<String> present, Set<String> named) {
        var rest = new LinkedHashSet<>(present);
        rest.removeAll(named);
        return rest;
    }

    private static String id(ObjectNode row) {
        return row.path("objectId").asText();
    }
}

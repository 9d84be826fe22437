package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.backendless.where.Operand;
import dev.patchbay.simulator.backendless.where.Values;
import java.util.List;

/** The columns of one row, and through relations those of others. */
record RowValues(Database database, Table table, ObjectNode row) implements Values {

    @Override
    public List<JsonNode> of(Operand operand) {
        return switch (operand) {
            case Operand.Column(var path) -> follow(table, row, path);
            case Operand.Aggregate(var function, var _) ->
                throw Refusal.of(Codes.BAD_CLAUSE, "Function " + function + " is not allowed here");
        };
    }

    private List<JsonNode> follow(Table in, ObjectNode from, List<String> path) {
        String column = path.getFirst();
        if (path.size() == 1) {
            if (!in.columns().contains(column)) {
                throw in.noSuchColumn(column);
            }
            return List.of(in.value(from, column));
        }
        Table.Relation relation = in.relations().get(column);
        if (relation == null) {
            throw in.noSuchColumn(column);
        }
        Table target = database.table(relation.table());
        return in.linked(column, from.path("objectId").asText()).stream()
                .flatMap(id -> target.find(id).stream())
                .flatMap(next -> follow(target, next, path.subList(1, path.size())).stream())
                .toList();
    }
}

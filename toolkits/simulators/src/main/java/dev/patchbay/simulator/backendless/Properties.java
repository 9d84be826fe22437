package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.patchbay.simulator.http.Json;

/** A table's columns as the service describes them. */
final class Properties {
    private Properties() {}

    static ArrayNode of(Table table) {
        var list = Json.array();
        for (String column : table.columns()) {
            list.addObject()
                    .put("name", column)
                    .put("type", table.type(column).orElseThrow().name())
                    .put("required", column.equals("objectId"))
                    .put("primaryKey", column.equals("objectId"))
                    .putNull("defaultValue")
                    .putNull("relatedTable")
                    .put("autoLoad", false);
        }
        table.relations()
                .forEach((column, relation) -> list.addObject()
                        .put("name", column)
                        .put("type", relation.many() ? "RELATION_LIST" : "RELATION")
                        .put("required", false)
                        .put("primaryKey", false)
                        .putNull("defaultValue")
                        .put("relatedTable", relation.table())
                        .put("autoLoad", false));
        return list;
    }
}

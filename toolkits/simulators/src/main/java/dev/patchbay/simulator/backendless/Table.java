package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** A table: columns, rows in the order they were added, and relations to rows of other tables. */
final class Table {
    static final List<String> SYSTEM_COLUMNS = List.of("objectId", "ownerId", "created", "updated");

    private final String name;
    private final SequencedSet<String> columns = new LinkedHashSet<>(SYSTEM_COLUMNS);
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    private final Map<String, String> relations = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> links = new HashMap<>();

    Table(String name, List<String> columns) {
        this.name = name;
        this.columns.addAll(columns);
    }

    String name() {
        return name;
    }

    int size() {
        return rows.size();
    }

    void add(String id, long created, ObjectNode values) {
        var row = Json.object().put("objectId", id).put("created", created);
        row.setAll(values);
        values.fieldNames().forEachRemaining(columns::add);
        rows.put(id, row);
    }

    void relate(String column, String targetTable) {
        relations.put(column, targetTable);
        links.put(column, new HashMap<>());
    }

    void link(String column, String fromId, List<String> toIds) {
        Optional.ofNullable(links.get(column)).orElseThrow().put(fromId, List.copyOf(toIds));
    }

    SequencedSet<String> columns() {
        return columns;
    }

    /** Relation columns and the tables they lead to. */
    Map<String, String> relations() {
        return relations;
    }

    List<String> linked(String column, ObjectNode row) {
        return links.getOrDefault(column, Map.of())
                .getOrDefault(row.path("objectId").asText(), List.of());
    }

    Stream<ObjectNode> rows() {
        return rows.values().stream();
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** A row as the service shows it: every column, null where nothing was written, and the table's name. */
    ObjectNode render(ObjectNode row) {
        var shown = Json.object().put("___class", name);
        columns.forEach(column -> shown.set(column, value(row, column)));
        return shown;
    }

    JsonNode value(ObjectNode row, String column) {
        return Optional.ofNullable(row.get(column)).orElse(NullNode.instance);
    }

    Refusal noSuchColumn(String column) {
        return Refusal.of(Codes.COLUMN_NOT_FOUND, "Column '" + column + "' does not exist in table '" + name + "'");
    }
}

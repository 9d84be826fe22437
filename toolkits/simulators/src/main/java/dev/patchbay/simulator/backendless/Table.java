package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/** A table: typed columns, rows in the order they were added, and relations to rows of other tables. */
final class Table {
    static final SequencedMap<String, ColumnType> SYSTEM_COLUMNS = systemColumns();

    /** @param many whether a row leads to any number of others, or to one at most */
    record Relation(String table, boolean many) {}

    private final String name;
    private final SequencedMap<String, ColumnType> columns = new LinkedHashMap<>(SYSTEM_COLUMNS);
    private final Map<String, ObjectNode> rows = new LinkedHashMap<>();
    private final Map<String, Relation> relations = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> links = new HashMap<>();

    Table(String name, SequencedMap<String, ColumnType> columns) {
        this.name = name;
        this.columns.putAll(columns);
    }

    private static SequencedMap<String, ColumnType> systemColumns() {
        var system = new LinkedHashMap<String, ColumnType>();
        system.put("objectId", ColumnType.STRING_ID);
        system.put("ownerId", ColumnType.STRING);
        system.put("created", ColumnType.DATETIME);
        system.put("updated", ColumnType.DATETIME);
        return Collections.unmodifiableSequencedMap(system);
    }

    String name() {
        return name;
    }

    SequencedSet<String> columns() {
        return columns.sequencedKeySet();
    }

    Optional<ColumnType> type(String column) {
        return Optional.ofNullable(columns.get(column));
    }

    void addColumn(String column, ColumnType type) {
        columns.put(column, type);
    }

    void add(String id, long created, ObjectNode values) {
        var row = Json.object().put("objectId", id).put("created", created);
        row.setAll(values);
        rows.put(id, row);
    }

    void update(String id, long updated, ObjectNode values) {
        ObjectNode row = require(id).put("updated", updated);
        row.setAll(values);
    }

    /** Removes it, and every link that leads from it; links that lead to it find nothing from now on. */
    void remove(String id) {
        rows.remove(id);
        links.values().forEach(from -> from.remove(id));
    }

    void relate(String column, Relation relation) {
        relations.put(column, relation);
        links.put(column, new HashMap<>());
    }

    void link(String column, String fromId, Collection<String> toIds) {
        Optional.ofNullable(links.get(column)).orElseThrow().put(fromId, new ArrayList<>(toIds));
    }

    /** Relation columns and where they lead. */
    Map<String, Relation> relations() {
        return relations;
    }

    List<String> linked(String column, String fromId) {
        return links.getOrDefault(column, Map.of()).getOrDefault(fromId, List.of());
    }

    Stream<ObjectNode> rows() {
        return rows.values().stream();
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /** For ids that are known to be there. */
    ObjectNode require(String id) {
        return find(id).orElseThrow();
    }

    /** A row as the service shows it: every column, null where nothing was written, and the table's name. */
    ObjectNode render(ObjectNode row) {
        var shown = Json.object().put("___class", name);
        columns().forEach(column -> shown.set(column, value(row, column)));
        return shown;
    }

    JsonNode value(ObjectNode row, String column) {
        return Optional.ofNullable(row.get(column)).orElse(NullNode.instance);
    }

    Refusal noSuchColumn(String column) {
        return Refusal.of(Codes.COLUMN_NOT_FOUND, "Column '" + column + "' does not exist in table '" + name + "'");
    }
}

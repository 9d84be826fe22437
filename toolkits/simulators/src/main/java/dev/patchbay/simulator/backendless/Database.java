package dev.patchbay.simulator.backendless;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The tables of an application, by name. */
final class Database {
    private final Map<String, Table> tables = new LinkedHashMap<>();

    Table create(String name, SequencedMap<String, ColumnType> columns) {
        var table = new Table(name, columns);
        tables.put(name, table);
        return table;
    }

    Optional<Table> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    Table table(String name) {
        return find(name).orElseThrow(() -> Refusal.of(Codes.TABLE_NOT_FOUND, "Table not found by name " + name));
    }
}

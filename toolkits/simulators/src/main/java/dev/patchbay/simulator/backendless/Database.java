package dev.patchbay.simulator.backendless;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables of an application, by name. */
final class Database {
    private final Map<String, Table> tables = new LinkedHashMap<>();

    Table create(String name, List<String> columns) {
        var table = new Table(name, columns);
        tables.put(name, table);
        return table;
    }

    Table table(String name) {
        return Optional.ofNullable(tables.get(name))
                .orElseThrow(() -> Refusal.of(Codes.TABLE_NOT_FOUND, "Table not found by name " + name));
    }
}

package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Puts related rows into an answer: those named (dotted for nested ones, {@code *} for all), and all down to a depth. */
record Relations(Database database, List<String> wanted, int depth, int pageSize) {

    void addTo(ObjectNode shown, Table table, ObjectNode row) {
        for (String path : wanted) {
            String column = path.split("\\.", 2)[0];
            if (!column.equals("*") && !table.relations().containsKey(column)) {
                throw table.noSuchColumn(column);
            }
        }
        table.relations().forEach((column, relation) -> {
            if (depth > 0 || wanted.stream().anyMatch(path -> leadsThrough(path, column))) {
                var related = related(column, database.table(relation.table()), table, row);
                if (relation.many()) {
                    shown.putArray(column).addAll(related);
                } else {
                    shown.set(column, related.isEmpty() ? NullNode.instance : related.getFirst());
                }
            }
        });
    }

    private List<ObjectNode> related(String column, Table target, Table table, ObjectNode row) {
        return table.linked(column, row.path("objectId").asText()).stream()
                .flatMap(id -> target.find(id).stream())
                .limit(pageSize)
                .map(next -> {
                    ObjectNode inner = target.render(next);
                    below(column).addTo(inner, target, next);
                    return inner;
                })
                .toList();
    }

    private static boolean leadsThrough(String path, String column) {
        return path.equals("*") || path.equals(column) || path.startsWith(column + ".");
    }

    private Relations below(String column) {
        List<String> deeper = wanted.stream()
                .filter(path -> path.startsWith(column + "."))
                .flatMap(path -> Stream.of(path.substring(column.length() + 1)))
                .toList();
        return new Relations(database, deeper, Math.max(0, depth - 1), pageSize);
    }
}

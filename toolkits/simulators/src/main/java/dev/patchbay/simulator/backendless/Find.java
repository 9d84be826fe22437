package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.backendless.where.Condition;
import dev.patchbay.simulator.backendless.where.Operand;
import dev.patchbay.simulator.backendless.where.Selection;
import dev.patchbay.simulator.backendless.where.Truth;
import dev.patchbay.simulator.backendless.where.Values;
import dev.patchbay.simulator.backendless.where.Where;
import dev.patchbay.simulator.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Answers a find: filter, group, sort, select, page. */
final class Find {
    private final Database database;
    private final Table table;
    private final FindOptions options;
    private final Predicate<ObjectNode> visible;
    private final List<Selection> selections;

    /** @param visible which rows the asker may see at all */
    Find(Database database, Table table, FindOptions options, Predicate<ObjectNode> visible) {
        this.database = database;
        this.table = table;
        this.options = options;
        this.visible = visible;
        this.selections = options.props().map(Where::selections).orElse(List.of());
    }

    /** The ids of the rows that a clause selects. */
    static List<String> ids(Database database, Table table, String where) {
        return new Find(database, table, FindOptions.where(where), _ -> true)
                .matching().stream()
                        .map(row -> row.row().path("objectId").asText())
                        .toList();
    }

    List<ObjectNode> rows() {
        return all().skip(options.offset()).limit(options.pageSize()).toList();
    }

    /** How many rows there are on all pages together. */
    long count() {
        return all().count();
    }

    private Stream<ObjectNode> all() {
        List<RowValues> found = matching();
        if (isGrouped()) {
            return sorted(groups(found)).stream().map(group -> selected(group, false));
        }
        var sorted = sorted(found);
        return options.distinct()
                ? sorted.stream().map(row -> selected(row, false)).distinct()
                : sorted.stream().map(this::whole);
    }

    private List<RowValues> matching() {
        Optional<Condition> condition = options.where().map(Where::parse);
        return table.rows()
                .filter(visible)
                .map(row -> new RowValues(database, table, row))
                .filter(row -> condition.isEmpty() || condition.get().holds(row) == Truth.TRUE)
                .toList();
    }

    ObjectNode whole(RowValues row) {
        ObjectNode shown = selections.isEmpty() ? table.render(row.row()) : selected(row, true);
        options.excludeProps().stream()
                .filter(column -> !column.equals("objectId"))
                .forEach(shown::remove);
        new Relations(database, options.loadRelations(), options.relationsDepth(), options.relationsPageSize())
                .addTo(shown, table, row.row());
        return shown;
    }

    private boolean isGrouped() {
        return !options.groupBy().isEmpty()
                || selections.stream().anyMatch(item -> item.operand() instanceof Operand.Aggregate);
    }

    private List<GroupValues> groups(List<RowValues> rows) {
        var groups = new LinkedHashMap<List<JsonNode>, List<RowValues>>();
        if (options.groupBy().isEmpty()) {
            groups.put(List.of(), rows);
        }
        var keys = options.groupBy().stream()
                .flatMap(item -> Where.selections(item).stream())
                .toList();
        for (RowValues row : keys.isEmpty() ? List.<RowValues>of() : rows) {
            var key = keys.stream().map(item -> first(row, item.operand())).toList();
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        return groups.values().stream()
                .map(GroupValues::new)
                .filter(group -> options.having().map(Where::parse).stream()
                        .allMatch(condition -> condition.holds(group) == Truth.TRUE))
                .toList();
    }

    /** The columns asked for. {@code objectId} comes along unasked where a row is still that row. */
    private ObjectNode selected(Values values, boolean withId) {
        var shown = Json.object().put("___class", table.name());
        if (withId) {
            shown.set("objectId", first(values, new Operand.Column(List.of("objectId"))));
        }
        for (Selection item : selections) {
            if (item.name().equals("*") && values instanceof RowValues row) {
                shown.setAll(table.render(row.row()));
            } else {
                shown.set(item.name(), first(values, item.operand()));
            }
        }
        return shown;
    }

    private <V extends Values> List<V> sorted(List<V> values) {
        var sorted = new ArrayList<>(values);
        // The least important key first: the sort is stable.
        for (String key : options.sortBy().reversed()) {
            String[] parts = key.split("\\s+", 2);
            boolean descending = parts.length == 2 && parts[1].strip().equalsIgnoreCase("desc");
            Operand operand = operand(parts[0]);
            sorted.sort((left, right) -> {
                int order = Where.order(first(left, operand), first(right, operand));
                return descending ? -order : order;
            });
        }
        return sorted;
    }

    /** A sort key is a column, or the name that a selection gave to something. */
    private Operand operand(String name) {
        return selections.stream()
                .filter(item -> item.name().equals(name))
                .map(Selection::operand)
                .findFirst()
                .orElseGet(() -> Where.selections(name).getFirst().operand());
    }

    private static JsonNode first(Values values, Operand operand) {
        return values.of(operand).stream().findFirst().orElse(NullNode.instance);
    }
}

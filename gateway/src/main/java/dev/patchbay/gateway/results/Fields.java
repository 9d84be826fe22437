package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.gateway.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Leaves only the named members of rows, each under the name it was asked by. */
record Fields(List<String> names) {
    private static final int ROWS_LOOKED_AT = 2_000;
    private static final int NAMES_TOLD = 30;

    JsonNode of(JsonNode row) {
        if (names.isEmpty()) {
            return row;
        }
        var kept = Json.object();
        for (var name : names) {
            get(row, name).ifPresent(value -> kept.set(name, value));
        }
        return kept;
    }

    /** What is wrong with the names for these rows: the first that none of them has, and which there are. */
    Optional<String> problem(List<Row> rows) {
        var looked = rows.subList(0, Math.min(rows.size(), ROWS_LOOKED_AT));
        return looked.isEmpty()
                ? Optional.empty()
                : names.stream()
                        .filter(name -> looked.stream()
                                .noneMatch(row -> get(row.value(), name).isPresent()))
                        .findFirst()
                        .map(name -> Texts.cut(name, 60) + " is in none of the rows; " + present(looked));
    }

    private static String present(List<Row> rows) {
        var present = rows.stream()
                .flatMap(row -> row.value().properties().stream())
                .map(member -> Texts.name(member.getKey(), 40))
                .distinct()
                .limit(NAMES_TOLD)
                .collect(Collectors.joining(", "));
        return present.isEmpty() ? "they are no objects" : "there are " + present;
    }

    /** By the whole name first, since names may have dots in them. */
    private static Optional<JsonNode> get(JsonNode row, String name) {
        var whole = row.get(name);
        if (whole != null) {
            return Optional.of(whole);
        }
        var dot = name.indexOf('.');
        var child = dot < 0 ? null : row.get(name.substring(0, dot));
        return child == null ? Optional.empty() : get(child, name.substring(dot + 1));
    }
}

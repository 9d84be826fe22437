package dev.patchbay.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An answer as a person reads it: a list as a table, anything else as lines of name and value. */
final class Listing {
    private Listing() {}

    static String of(JsonNode answer) {
        var rows = new ArrayList<String>();
        lines("", answer, rows);
        return String.join("\n", rows);
    }

    private static void lines(String prefix, JsonNode node, List<String> rows) {
        node.properties().forEach(member -> {
            var name = prefix + member.getKey();
            var value = member.getValue();
            if (value.isObject()) {
                lines(name + ".", value, rows);
            } else if (isTable(value)) {
                if (!prefix.isEmpty() || !name.equals("items")) {
                    rows.add(name + ":");
                }
                rows.addAll(table(value));
            } else {
                rows.add(name + ": " + text(value));
            }
        });
    }

    private static boolean isTable(JsonNode value) {
        return value.isArray() && (value.isEmpty() || value.get(0).isObject());
    }

    private static List<String> table(JsonNode items) {
        if (items.isEmpty()) {
            return List.of("(none)");
        }
        var widths = new LinkedHashMap<String, Integer>();
        for (var item : items) {
            item.properties()
                    .forEach(member -> widths.merge(
                            member.getKey(),
                            Math.max(
                                    member.getKey().length(),
                                    text(member.getValue()).length()),
                            Math::max));
        }
        var rows = new ArrayList<String>();
        rows.add(widths.entrySet().stream()
                .map(column -> padded(column.getKey().toUpperCase(Locale.ROOT), column.getValue()))
                .collect(Collectors.joining("  "))
                .stripTrailing());
        for (var item : items) {
            rows.add(widths.entrySet().stream()
                    .map(column -> padded(text(item.path(column.getKey())), column.getValue()))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
        return rows;
    }

    /** Control characters of names that others chose must not reach a terminal. */
    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        var text = value.isArray()
                ? value.valueStream().map(Listing::text).collect(Collectors.joining(","))
                : value.isObject() ? value.toString() : value.asText();
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}

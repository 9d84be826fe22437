package dev.patchbay.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A page under construction: paragraphs, tables and code, each apart from the next by an empty line. */
final class Markdown {
    private static final ObjectWriter JSON = writer();

    private final StringBuilder text = new StringBuilder();

    private static ObjectWriter writer() {
        // The same on every system, whatever its line separator.
        var indenter = new DefaultIndenter("  ", "\n");
        var separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return JsonMapper.builder()
                .build()
                .writer(new DefaultPrettyPrinter(separators)
                        .withObjectIndenter(indenter)
                        .withArrayIndenter(indenter));
    }

    Markdown line(String markdown) {
        text.append(text.isEmpty() ? "" : "\n").append(markdown).append('\n');
        return this;
    }

    Markdown list(List<String> items) {
        return items.isEmpty() ? this : line(items.stream().collect(Collectors.joining("\n- ", "- ", "")));
    }

    /** A table, or nothing where it would have no rows. */
    Markdown table(List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return this;
        }
        var rule = head.stream().map(_ -> "---").toList();
        return line(row(head) + "\n" + row(rule) + "\n"
                + rows.stream().map(Markdown::row).collect(Collectors.joining("\n")));
    }

    Markdown json(JsonNode value) {
        try {
            return line("```json\n" + JSON.writeValueAsString(value) + "\n```");
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A JSON tree cannot be written", impossible);
        }
    }

    /** Text from a file as one line, in which no character means anything to Markdown or HTML. */
    static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("([\\\\*<|`])", "\\\\$1");
    }

    static String code(String name) {
        return "`" + name.replace("`", "'").replace("|", "\\|") + "`";
    }

    static String codes(Collection<String> names) {
        return names.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

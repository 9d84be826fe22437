package dev.patchbay.catalog;

import dev.patchbay.toolkit.PathTemplate.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Text with names in braces, e.g. {@code /batches/{batch_name}}. */
record Template(String text, List<Part> parts) {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");

    static Template read(Entry entry) {
        var text = entry.anyText();
        var parts = new ArrayList<Part>();
        var names = NAME.matcher(text);
        var end = 0;
        while (names.find()) {
            addLiteral(parts, text.substring(end, names.start()), entry);
            parts.add(new Part.Variable(names.group(1), false));
            end = names.end();
        }
        addLiteral(parts, text.substring(end), entry);
        return new Template(text, List.copyOf(parts));
    }

    List<String> names() {
        return parts.stream()
                .<String>mapMulti((part, add) -> {
                    if (part instanceof Part.Variable variable) {
                        add.accept(variable.argument());
                    }
                })
                .toList();
    }

    private static void addLiteral(List<Part> parts, String text, Entry entry) {
        if (text.contains("{") || text.contains("}")) {
            entry.refuse(entry.name() + " has a brace that encloses no name; write `{name}`");
        }
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }
}

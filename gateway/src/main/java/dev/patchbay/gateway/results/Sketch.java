package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What values look like, in the short form a model reads best: {@code {tasks: [{id: string, status: 'completed'|'pending',
 * note?: string|null}], next_token: string}}. Learnt from a spread of the rows, so a {@code …} stands where there may be more.
 */
final class Sketch {
    private static final int ROWS = 200;
    private static final int DEEPEST = 8;
    private static final int MOST_NAMES = 60;
    private static final int LONGEST_NAME = 40;
    private static final int MOST_WORDS = 6;
    private static final int LONGEST_WORD = 24;
    private static final int FEWEST_FOR_WORDS = 8;

    private final Effort effort;
    private final Set<String> scalars = new LinkedHashSet<>();
    private final Map<String, Sketch> members = new LinkedHashMap<>();
    private final Set<String> words = new LinkedHashSet<>();
    private @Nullable Sketch items;
    private @Nullable Sketch values;
    private int seen;
    private int objects;
    private int arrays;
    private int texts;
    private int mostNames;
    private boolean proseSeen;
    private boolean sampled;

    /** Values looked at, in all of one sketch. */
    private static final class Effort {
        private int left = 20_000;
    }

    private Sketch(Effort effort) {
        this.effort = effort;
    }

    static Sketch of(JsonNode value) {
        var sketch = new Sketch(new Effort());
        sketch.add(value, 0);
        return sketch;
    }

    private void add(JsonNode value, int depth) {
        seen++;
        if (effort.left-- <= 0) {
            sampled = true;
        }
        switch (value.getNodeType()) {
            case OBJECT -> addObject(value, depth);
            case ARRAY -> {
                arrays++;
                items = addAll(items, value, depth);
            }
            case STRING, BINARY -> addText(value.asText());
            case NUMBER -> scalars.add(value.isIntegralNumber() ? "integer" : "number");
            case BOOLEAN -> scalars.add("boolean");
            case NULL, MISSING, POJO -> scalars.add("null");
        }
    }

    private void addObject(JsonNode value, int depth) {
        if (Maps.isMap(value)) {
            values = addAll(values, value, depth);
            return;
        }
        objects++;
        mostNames = Math.max(mostNames, value.size());
        if (depth == DEEPEST || effort.left <= 0) {
            return;
        }
        var taken = 0;
        for (var member : value.properties()) {
            if (taken++ == MOST_NAMES) {
                break;
            }
            var name = Texts.name(member.getKey(), LONGEST_NAME);
            if (members.size() < MOST_NAMES || members.containsKey(name)) {
                members.computeIfAbsent(name, ignored -> new Sketch(effort)).add(member.getValue(), depth + 1);
            }
        }
    }

    private Sketch addAll(@Nullable Sketch present, JsonNode container, int depth) {
        var sketch = present == null ? new Sketch(effort) : present;
        if (depth < DEEPEST && effort.left > 0) {
            var rows = new ArrayList<JsonNode>(container.size());
            container.forEach(rows::add);
            Spread.over(rows.size(), depth < 3 ? ROWS : ROWS / 10).forEach(i -> sketch.add(rows.get(i), depth + 1));
            sketch.sampled |= rows.size() > ROWS;
        }
        return sketch;
    }

    private void addText(String text) {
        scalars.add("string");
        texts++;
        if (!isWord(text)) {
            proseSeen = true;
        } else if (words.size() <= MOST_WORDS) {
            words.add(text);
        }
    }

    private static boolean isWord(String text) {
        return text.length() <= LONGEST_WORD
                && text.chars().allMatch(c -> c >= ' ' && c < 127 && c != '\'' && c != '"' && c != '\\');
    }

    /** @param most characters, about */
    String write(int depth, int width, int most) {
        for (int names = width; ; names = names / 2) {
            var out = new StringBuilder();
            write(out, depth, names, false);
            if (out.length() <= most || names <= 1) {
                return out.length() <= most ? out.toString() : Texts.start(out.toString(), most) + "…";
            }
        }
    }

    private void write(StringBuilder out, int depth, int width, boolean fromSpread) {
        var before = out.length();
        for (var scalar : scalars) {
            out.append(out.length() == before ? "" : "|").append(scalar.equals("string") ? text(fromSpread) : scalar);
        }
        if (objects > 0) {
            out.append(out.length() == before ? "" : "|");
            writeObject(out, depth, width, fromSpread);
        }
        if (arrays > 0 && items != null) {
            writeAll(out.append(out.length() == before ? "[" : "|["), items, depth, width, fromSpread);
            out.append(']');
        }
        if (values != null) {
            writeAll(out.append(out.length() == before ? "{<key>: " : "|{<key>: "), values, depth, width, fromSpread);
            out.append('}');
        }
    }

    private void writeObject(StringBuilder out, int depth, int width, boolean fromSpread) {
        if (depth == 0 || members.isEmpty()) {
            out.append(mostNames == 0 ? "{}" : "{…}");
            return;
        }
        out.append('{');
        var left = width;
        for (var member : members.entrySet()) {
            if (left-- == 0) {
                break;
            }
            out.append(left == width - 1 ? "" : ", ").append(member.getKey());
            out.append(member.getValue().seen < objects ? "?: " : ": ");
            member.getValue().write(out, depth - 1, width, fromSpread || sampled);
        }
        var more = Math.max(members.size(), mostNames) - Math.min(width, members.size());
        out.append(more > 0 ? ", … +" + more + "}" : "}");
    }

    private void writeAll(StringBuilder out, Sketch of, int depth, int width, boolean fromSpread) {
        if (of.seen > 0 && depth > 0) {
            of.write(out, depth - 1, width, fromSpread || of.sampled);
        } else if (depth == 0) {
            out.append('…');
        }
    }

    /** As their few words, when the same few come again and again. */
    private String text(boolean fromSpread) {
        var few = !proseSeen && texts >= FEWEST_FOR_WORDS && words.size() <= MOST_WORDS && words.size() * 3 <= texts;
        return few
                ? words.stream().map(word -> "'" + word + "'").collect(Collectors.joining("|"))
                        + (fromSpread || sampled ? "|…" : "")
                : "string";
    }
}

package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Violation;
import java.util.List;
import java.util.Optional;

/**
 * Answers a {@link ReadRequest} from the data it asks about, in at most so many characters. What does not fit is left for the
 * next page; JSON is never cut: a single part that is too large is replaced by what it looks like and the path to it.
 */
final class ResultReader {
    private static final int MOST_ROWS = 100;
    private static final int SMALLEST_BUDGET = 1_000;
    private static final int LONGEST_PATH_ECHOED = 200;
    private static final int LONGEST_LINE = 500;
    private static final int MOST_LINES = 500_000;

    private final ReadRequest request;
    private final int budget;

    private ResultReader(ReadRequest request, int budget) {
        this.request = request;
        this.budget = Math.max(budget, SMALLEST_BUDGET);
    }

    /** @param budget in characters; less than a thousand is taken as a thousand */
    static Outcome<ObjectNode> read(ReadRequest request, JsonNode data, int budget) {
        return new ResultReader(request, budget).read(data);
    }

    private Outcome<ObjectNode> read(JsonNode data) {
        if (request.path().isEmpty()) {
            return from(data);
        }
        var path = request.path().get();
        return switch (BoundedPath.find(path, data)) {
            case Found.Value(var value) -> from(value);
            case Found.Wrong(var problem) -> wrong("path", problem);
            case Found.Nothing() ->
                wrong(
                        "path",
                        "nothing is there. At the top is " + Sketch.of(data).write(2, 30, 400) + "."
                                + BoundedPath.quoting(path));
        };
    }

    private Outcome<ObjectNode> from(JsonNode value) {
        try {
            if (value.isTextual() && isProse(value.textValue())) {
                return characters(value.textValue());
            }
            var asked = (value.isObject() || value.isTextual()) && request.asksForParts();
            var parts = value.isArray() || hasLines(value) || asked;
            if (parts) {
                return rows(value);
            }
            return request.count() ? count(value.isObject() ? value.size() : 1, -1) : whole(value);
        } catch (TooMuch tooMuch) {
            return wrong("grep", "is too much work for so much data; use a plain word, or narrow the path first");
        }
    }

    private static boolean hasLines(JsonNode value) {
        return value.isTextual() && value.textValue().indexOf('\n') >= 0;
    }

    /** Text without line breaks to go by, or with so many that each cannot be an object of its own. */
    private static boolean isProse(String text) {
        return text.lines().anyMatch(line -> line.length() > 4 * LONGEST_LINE)
                || text.lines().skip(MOST_LINES).findFirst().isPresent();
    }

    private Outcome<ObjectNode> rows(JsonNode container) {
        var all = Row.of(container);
        List<Row> matching = all;
        if (request.grep().isPresent()) {
            Grep grep;
            try {
                grep = Grep.of(request.grep().get());
            } catch (IllegalArgumentException broken) {
                return wrong("grep", String.valueOf(broken.getMessage()));
            }
            matching = all.stream().filter(row -> row.matches(grep)).toList();
        }
        if (request.count()) {
            return count(matching.size(), request.grep().isPresent() ? all.size() : -1);
        }
        var fields = new Fields(request.fields());
        var problem = fields.problem(matching);
        return problem.isPresent() ? wrong("fields", problem.get()) : page(matching, fields, container.isTextual());
    }

    private Outcome<ObjectNode> page(List<Row> rows, Fields fields, boolean lines) {
        var sampled = request.sample().isPresent();
        var offset = sampled ? 0 : request.offset().orElse(0);
        if (offset > 0 && offset >= rows.size()) {
            return wrong("offset", "is beyond the end; total is " + rows.size());
        }
        var wanted = sampled
                ? Spread.over(rows.size(), request.sample().get())
                        .mapToObj(rows::get)
                        .toList()
                : rows.subList(offset, (int)
                        Math.min(rows.size(), (long) offset + request.limit().orElse(MOST_ROWS)));
        var answer = head().put("total", rows.size()).put("offset", offset).put("returned", 0);
        var items = answer.putArray("items");
        var left = budget - Json.write(answer).length() - 60;
        for (var row : wanted) {
            var item = shown(row, fields, lines, left);
            var length = Json.write(item).length() + 1;
            if (length > left) {
                break;
            }
            left -= length;
            items.add(item);
        }
        answer.put("returned", items.size());
        if (!sampled && offset + items.size() < rows.size()) {
            answer.put("more", offset + items.size());
        }
        return Outcome.ok(answer);
    }

    private JsonNode shown(Row row, Fields fields, boolean lines, int left) {
        var numbered = request.grep().isPresent() || request.sample().isPresent();
        if (lines) {
            var line = Texts.cut(row.value().textValue(), LONGEST_LINE);
            return numbered
                    ? Json.object().put("line", row.index()).put("text", line)
                    : Json.object().textNode(line);
        }
        var value = row.named(fields.of(row.value()));
        // Measured against what a whole page has, not what is left of this one: there it would fit.
        var shown = fits(value, Math.max(left, budget - 400)) ? value : summary(row, value);
        return numbered ? Json.object().put("i", row.index()).set("row", shown) : shown;
    }

    private JsonNode summary(Row row, JsonNode value) {
        var summary = Json.object();
        var path = row.below(request.path());
        if (path.length() <= LONGEST_PATH_ECHOED) {
            summary.put("path", path);
        }
        return describe(summary, value);
    }

    private static ObjectNode describe(ObjectNode summary, JsonNode value) {
        return summary.put("too_large", Weight.of(value) + " characters")
                .put("schema", Sketch.of(value).write(3, 12, 200));
    }

    private Outcome<ObjectNode> whole(JsonNode value) {
        var shown = new Fields(request.fields()).of(value);
        var problem = new Fields(request.fields()).problem(List.of(new Row(0, Optional.empty(), value)));
        if (problem.isPresent()) {
            return wrong("fields", problem.get());
        }
        var answer = head().set("value", shown);
        if (fits(answer, budget)) {
            return Outcome.ok((ObjectNode) answer);
        }
        var described = head().put("total", value.size());
        described.set("value", describe(Json.object(), shown));
        described.put(
                "next", "too large to show whole: name a path below it, or page its members with offset and limit");
        return Outcome.ok(described);
    }

    private Outcome<ObjectNode> characters(String text) {
        if (request.grep().isPresent()) {
            return snippets(text, request.grep().get());
        }
        if (request.count()) {
            return count(text.length(), -1);
        }
        var offset = request.offset().orElse(0);
        if (offset > 0 && offset >= text.length()) {
            return wrong("offset", "is beyond the end; total is " + text.length() + " characters");
        }
        var answer =
                head().put("unit", "characters").put("total", text.length()).put("offset", offset);
        var most = budget - Json.write(answer).length() - 60;
        var part = Texts.start(text, offset, most);
        while (Json.write(Json.object().textNode(part)).length() > most) {
            part = Texts.start(part, part.length() / 2);
        }
        answer.put("returned", part.length()).put("value", part);
        if (offset + part.length() < text.length()) {
            answer.put("more", offset + part.length());
        }
        return Outcome.ok(answer);
    }

    /** Matches of a text without lines, each with what is around it. */
    private Outcome<ObjectNode> snippets(String text, String expression) {
        Grep grep;
        try {
            grep = Grep.of(expression);
        } catch (IllegalArgumentException broken) {
            return wrong("grep", String.valueOf(broken.getMessage()));
        }
        var answer = head().put("unit", "characters").put("total", text.length());
        var items = answer.putArray("items");
        var left = budget - Json.write(answer).length() - 60;
        var at = request.offset().orElse(0);
        var matches = grep.through(text);
        while (at < text.length() && items.size() < request.limit().orElse(MOST_ROWS)) {
            if (!matches.find(at)) {
                return Outcome.ok(answer);
            }
            var found = matches.start();
            var start = Math.max(0, found - LONGEST_LINE / 5);
            var snippet = Json.object().put("at", found).put("text", Texts.start(text, start, LONGEST_LINE / 2));
            left -= Json.write(snippet).length() + 1;
            if (left < 0) {
                break;
            }
            items.add(snippet);
            at = Math.max(found + 1, start + LONGEST_LINE / 2);
        }
        return Outcome.ok(at < text.length() ? answer.put("more", at) : answer);
    }

    /** @param of how many there are without the search; -1 where nothing was searched for */
    private Outcome<ObjectNode> count(int total, int of) {
        var answer = head().put("total", total);
        return Outcome.ok(of < 0 ? answer : answer.put("of", of));
    }

    /** What is much too large is never written: one value can stand in many places. */
    private static boolean fits(JsonNode value, int most) {
        return !Weight.isMore(value, most) && Json.write(value).length() <= most;
    }

    private ObjectNode head() {
        var head = Json.object().put("handle", request.handle());
        request.path().filter(path -> path.length() <= LONGEST_PATH_ECHOED).ifPresent(path -> head.put("path", path));
        return head;
    }

    private static Outcome<ObjectNode> wrong(String argument, String problem) {
        return Outcome.failed(new Failure.InvalidArguments(ReadResult.SLUG, List.of(new Violation(argument, problem))));
    }
}

package dev.patchbay.gateway.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Violation;
import java.util.List;
import java.util.Optional;

/** What is wanted of a kept answer. Applied in this order: path, grep, then count or sample or a page, then fields. */
record ReadRequest(
        String handle,
        Optional<String> path,
        Optional<Integer> offset,
        Optional<Integer> limit,
        Optional<String> grep,
        List<String> fields,
        boolean count,
        Optional<Integer> sample) {
    private static final int MOST_FIELDS = 50;

    /** Empty texts say nothing: models fill in what they leave open. */
    static Outcome<ReadRequest> of(ObjectNode arguments) {
        var members = Members.of(arguments);
        members.only("handle", "path", "offset", "limit", "grep", "fields", "count", "sample");
        var handle = members.text("handle").filter(text -> !text.isBlank());
        if (handle.isEmpty()) {
            members.problem("handle", "missing; it is the res_… of a preview");
        }
        var fields = members.texts("fields").orElse(List.of());
        if (fields.size() > MOST_FIELDS) {
            members.problem("fields", "at most " + MOST_FIELDS);
        }
        holderAndHeld(fields).ifPresent(pair -> members.problem("fields", pair + "; name only one of the two"));
        var request = new ReadRequest(
                handle.orElse(""),
                members.text("path").filter(text -> !text.isBlank()),
                members.integer("offset", 0, Integer.MAX_VALUE),
                members.integer("limit", 1, 1_000),
                members.text("grep").filter(text -> !text.isEmpty()),
                fields,
                members.flag("count").orElse(false),
                members.integer("sample", 1, 100));
        var problems = members.problems();
        return problems.isEmpty()
                ? Outcome.ok(request)
                : Outcome.failed(new Failure.InvalidArguments(
                        ReadResult.SLUG,
                        problems.stream()
                                .map(problem -> new Violation("", problem))
                                .toList()));
    }

    /** One of many holds the others many times over. */
    private static Optional<String> holderAndHeld(List<String> fields) {
        return fields.stream()
                .flatMap(holder -> fields.stream()
                        .filter(held -> held.startsWith(holder + "."))
                        .map(held -> Texts.cut(holder, 60) + " holds " + Texts.cut(held, 60)))
                .findFirst();
    }

    /** Whether single parts are asked for, and not simply what is there. */
    boolean asksForParts() {
        return offset.isPresent() || limit.isPresent() || grep.isPresent() || sample.isPresent();
    }
}

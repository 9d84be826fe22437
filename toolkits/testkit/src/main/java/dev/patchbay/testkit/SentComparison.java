package dev.patchbay.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.catalog.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what was sent with what an example says: everything it names, and nothing it does not name. */
final class SentComparison {
    private final Example example;
    private final List<Problem> problems = new ArrayList<>();

    private SentComparison(Example example) {
        this.example = example;
    }

    static List<Problem> problems(Example example, List<Sends> sent) {
        var comparison = new SentComparison(example);
        for (int i = 0; i < Math.max(sent.size(), example.sends().size()); i++) {
            if (i >= sent.size()) {
                comparison.report(i, "sends nothing" + (i == 0 ? "" : " more"));
            } else if (i >= example.sends().size()) {
                var line = sent.get(i).line();
                comparison.report(i, "sends " + line + " although nothing " + (i == 0 ? "" : "more ") + "may be sent");
            } else {
                comparison.compare(i, sent.get(i), example.sends().get(i));
            }
        }
        return comparison.problems;
    }

    private void compare(int i, Sends sent, Sends expected) {
        if (!sent.line().equals(expected.line())) {
            report(i, "sends " + sent.line() + ", not " + expected.line());
        }
        if (!sent.query().equals(expected.query())) {
            report(i, "sends the query " + sent.query() + ", not " + expected.query());
        }
        if (!sent.headers().equals(expected.headers())) {
            report(i, "sends the headers " + sent.headers() + ", not " + expected.headers());
        }
        compare(i, "body", sent.body(), expected.body());
        compare(i, "multipart body", sent.multipart(), expected.multipart());
    }

    private void compare(int i, String what, Optional<JsonNode> sent, Optional<JsonNode> expected) {
        if (!same(sent, expected)) {
            report(i, "sends " + text(what, sent) + ", not " + text(what, expected));
        }
    }

    private static boolean same(Optional<JsonNode> sent, Optional<JsonNode> expected) {
        if (sent.isEmpty() || expected.isEmpty()) {
            return sent.isEmpty() && expected.isEmpty();
        }
        return SameJson.are(sent.get(), expected.get());
    }

    private static String text(String what, Optional<JsonNode> body) {
        return body.map(json -> "the " + what + " " + json).orElse("no " + what);
    }

    private void report(int i, String message) {
        problems.add(example.problem("sends", i, message));
    }
}

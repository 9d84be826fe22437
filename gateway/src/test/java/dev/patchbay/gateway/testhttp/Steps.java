package dev.patchbay.gateway.testhttp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path into a JSON document, in the part of Groovy's language that tests use: members ({@code a.b}, {@code a.'b-c'},
 * {@code a['b.c']}), elements ({@code a[0]}, {@code a[-1]} is the last), {@code size()}, and
 * {@code find { it.a.b == 'text' }} or {@code findAll} with {@code ==}, {@code .startsWith('text')},
 * {@code .contains('text')}, or no comparison, which asks for true. {@code $} or nothing is the document itself. A member of a
 * list is the list of that member of its elements.
 */
record Steps(List<Step> steps) {
    private static final Pattern STEP = Pattern.compile(
            "\\.?(?:\\[(?<index>-?\\d+)]|\\['(?<bracketed>[^']*)']|'(?<quoted>[^']*)'|(?<size>size\\(\\))"
                    + "|(?<find>find|findAll) *\\{ *it(?<of>(?:\\.\\w+)*?) *"
                    + "(?:(?<test>==|\\.startsWith\\(|\\.contains\\() *'(?<text>[^']*)' *\\)?)? *}"
                    + "|(?<name>[^.\\[\\]{}()' ]+))");

    static Steps of(String path) {
        var steps = new ArrayList<Step>();
        int start = path.startsWith("$") ? 1 : 0;
        for (var found = STEP.matcher(path); start < path.length(); start = found.end()) {
            if (!found.find(start) || found.start() != start) {
                throw new IllegalArgumentException("no path that these tests understand: \"" + path + "\" from \""
                        + path.substring(start) + "\" on");
            }
            steps.add(step(found));
        }
        return new Steps(steps);
    }

    Steps then(Steps more) {
        var all = new ArrayList<>(steps);
        all.addAll(more.steps);
        return new Steps(all);
    }

    @Nullable Object in(@Nullable Object document) {
        var here = document;
        for (var step : steps) {
            here = here == null ? null : step.from(here);
        }
        return here;
    }

    private static Step step(Matcher found) {
        if (found.group("index") != null) {
            return new Step.Element(Integer.parseInt(found.group("index")));
        }
        if (found.group("size") != null) {
            return new Step.Size();
        }
        if (found.group("find") != null) {
            var test = found.group("test") == null ? "" : found.group("test");
            var text = found.group("text") == null ? "" : found.group("text");
            return new Step.Chosen(found.group("find").equals("find"), of(found.group("of")), test, text);
        }
        for (var kind : List.of("bracketed", "quoted")) {
            if (found.group(kind) != null) {
                return new Step.Member(found.group(kind));
            }
        }
        return new Step.Member(found.group("name"));
    }
}

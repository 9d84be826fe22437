package dev.patchbay.catalog;

import dev.patchbay.toolkit.Prerequisite;
import dev.patchbay.toolkit.ToolSlug;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads {@code needs} and {@code pitfalls}: what a plan for a tool should know beforehand. */
final class NeedsFile {
    private static final int LONGEST_WHAT = 60;
    private static final int LONGEST_PITFALL = 200;
    private static final int MOST = 5;

    private NeedsFile() {}

    static List<Prerequisite> read(Entry list, Arguments arguments) {
        var needs = new ArrayList<Prerequisite>();
        for (var item : list.items()) {
            var members = item.members("argument", "what", "from");
            var what = members.get("what");
            refuseLonger(what, LONGEST_WHAT);
            var from = members.get("from").text();
            var argument = arguments.named(members.get("argument"));
            if (ToolSlug.isValid(from)) {
                needs.add(new Prerequisite(argument, what.text(), new ToolSlug(from)));
            } else {
                members.get("from").refuse("`" + Excerpt.of(from) + "` is no slug of a tool");
            }
        }
        if (needs.isEmpty()) {
            list.refuse("`needs` is empty; leave it out");
        } else if (needs.stream().distinct().count() < needs.size()) {
            list.refuse("`needs` names the same twice");
        }
        return needs;
    }

    static List<String> pitfalls(Entry list) {
        var pitfalls = list.texts();
        if (pitfalls.size() > MOST) {
            list.refuse("`pitfalls` has at most " + MOST + " sentences, not " + pitfalls.size());
        }
        list.items().forEach(pitfall -> refuseLonger(pitfall, LONGEST_PITFALL));
        return pitfalls;
    }

    private static void refuseLonger(Entry entry, int most) {
        if (entry.json().asText().length() > most) {
            entry.refuse(entry.name() + " has at most " + most + " characters, not "
                    + entry.json().asText().length());
        }
    }

    /** Once all tools of the toolkit are read: each prerequisite comes from another of them. */
    static void check(Entry list, ToolSlug own, Set<ToolSlug> all) {
        var known = all.stream()
                .filter(slug -> !slug.equals(own))
                .map(ToolSlug::value)
                .collect(Collectors.toCollection(TreeSet::new));
        for (var item : list.items()) {
            var from = item.member("from");
            var slug = from.json().asText();
            if (ToolSlug.isValid(slug) && !known.contains(slug)) {
                from.refuse("`" + slug + "` is no other tool of this toolkit" + Nearest.question(slug, known));
            }
        }
    }
}

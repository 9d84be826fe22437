package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The arguments of a meta tool, read one by one. Members that the contract knows and that mean nothing here, such as a model's
 * {@code thought}, are taken and ignored; unknown ones are named, because a misspelt argument would otherwise be silently lost.
 */
final class MetaArguments {
    private static final String[] IGNORED = {"thought", "current_step", "current_step_metric", "memory", "model"};

    private final MetaTool tool;
    private final ObjectNode given;
    private final Members members;

    private MetaArguments(MetaTool tool, ObjectNode given, Members members) {
        this.tool = tool;
        this.given = given;
        this.members = members;
    }

    static MetaArguments of(MetaTool tool, ObjectNode given) {
        var members = Members.of(given);
        var known = new ArrayList<String>();
        tool.inputSchema().path("properties").fieldNames().forEachRemaining(known::add);
        known.add("session_id");
        known.add("session");
        if (tool == MetaTool.SEARCH_TOOLS) {
            known.add("toolkits"); // an SDK's way to narrow a search (contract 5.3)
        }
        var accepted = new ArrayList<>(known);
        accepted.addAll(List.of(IGNORED));
        for (var name : members.names()) {
            if (!accepted.contains(name)) {
                members.problem(
                        name.length() > 60 ? name.substring(0, 60) + "…" : name,
                        "unknown; known here are " + String.join(", ", known));
            }
        }
        return new MetaArguments(tool, given, members);
    }

    Members members() {
        return members;
    }

    /** Those that the tool's schema names, without what is only taken and ignored. */
    ObjectNode own() {
        var own = given.deepCopy();
        own.retain(tool.inputSchema().path("properties").properties().stream()
                .map(java.util.Map.Entry::getKey)
                .toList());
        return own;
    }

    /** The toolkits named, each once. */
    List<String> toolkits(int most) {
        var named = members.texts("toolkits").orElse(List.of()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (named.isEmpty() || named.size() > most) {
            members.problem("toolkits", "must name 1 to " + most + " toolkits");
        }
        return named;
    }

    /** The work, or what was wrong with the arguments. */
    Outcome<ObjectNode> thenRun(Supplier<Outcome<ObjectNode>> work) {
        var problems = members.problems();
        return problems.isEmpty()
                ? work.get()
                : Outcome.failed(new Failure.InvalidArguments(
                        tool.slug(),
                        problems.stream()
                                .limit(10)
                                .map(problem -> violation(problem))
                                .toList()));
    }

    private static Violation violation(String problem) {
        var colon = problem.indexOf(": ");
        return colon < 0
                ? new Violation("", problem)
                : new Violation(problem.substring(0, colon), problem.substring(colon + 2));
    }
}

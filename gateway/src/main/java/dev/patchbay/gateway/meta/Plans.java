package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.catalog.ArgumentSkeleton;
import dev.patchbay.catalog.search.Hit;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.toolkit.Prerequisite;
import dev.patchbay.toolkit.Tool;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How to go about it with the tools that were found: what is to be had first, calls ready to be filled in, known traps. */
final class Plans {
    /** Of steps, and of traps, of one request. */
    private static final int MOST = 6;

    /** What a model is told of a tool that the session asks a person about. */
    static final String APPROVAL =
            "runs only after a person has approved the call; say why you want it before you call it.";

    private final VisibleTools tools;
    private final VisibleTools.View view;

    Plans(VisibleTools tools, VisibleTools.View view) {
        this.tools = tools;
        this.view = view;
    }

    void add(List<Hit> primary, ObjectNode result) {
        var steps = new LinkedHashSet<String>();
        var pitfalls = new LinkedHashSet<String>();
        for (var hit : primary) {
            var tool = tools.whole(hit.slug());
            tool.prerequisites().stream()
                    .filter(need -> view.admits(need.from()))
                    .map(Plans::step)
                    .forEach(steps::add);
            steps.add(step(tool));
            if (view.needsApproval(tool.slug())) {
                pitfalls.add(tool.slug() + " " + APPROVAL);
            }
            pitfalls.addAll(tool.pitfalls());
        }
        list(result, "recommended_plan_steps", steps);
        list(result, "known_pitfalls", pitfalls);
    }

    private static String step(Prerequisite need) {
        return "If " + need.argument() + " (" + need.what() + ") is not known: " + need.from() + ".";
    }

    private static String step(Tool tool) {
        return tool.slug() + " " + Json.write(ArgumentSkeleton.of(tool));
    }

    private static void list(ObjectNode result, String member, Set<String> texts) {
        if (!texts.isEmpty()) {
            var list = result.putArray(member);
            texts.stream().limit(MOST).forEach(list::add);
        }
    }
}

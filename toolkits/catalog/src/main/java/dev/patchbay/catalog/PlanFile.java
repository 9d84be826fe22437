package dev.patchbay.catalog;

import dev.patchbay.toolkit.Behaviour;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.Plan.Condition;
import dev.patchbay.toolkit.Plan.Variant;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.ResultShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a tool file says what is sent: a request with variants, or a behaviour with steps.
 *
 * @param requests all that the plan may send
 */
record PlanFile(Plan plan, List<RequestFile> requests) {

    static PlanFile read(Members tool, Arguments arguments, ArgumentUse uses, Optional<Behaviour> behaviour) {
        if (tool.find("behaviour").isEmpty()) {
            tool.find("steps").ifPresent(steps -> steps.refuse("`steps` belong to a `behaviour`"));
            return declared(tool, arguments, uses);
        }
        for (var other : List.of("request", "variants", "retry")) {
            tool.find(other)
                    .ifPresent(
                            entry -> entry.refuse("a `behaviour` decides what is sent; its requests are `steps`, and `"
                                    + other + "` has no meaning beside it"));
        }
        // What a behaviour does with an argument is its own affair.
        uses.count(arguments.names());
        var steps = new LinkedHashMap<String, RequestFile>();
        tool.get("steps").entries().forEach((name, step) -> {
            RequestFile.refuseBlank(name, step);
            steps.put(name, RequestFile.read(step));
        });
        var templates = new LinkedHashMap<String, RequestTemplate>();
        steps.forEach((name, step) -> templates.put(name, step.template()));
        // A name that was refused leaves a stand-in, which never leaves this package.
        Plan plan = behaviour
                .<Plan>map(found -> new Plan.Behaves(found, Map.copyOf(templates)))
                .orElseGet(() -> new Plan.Declared(RequestFile.NONE));
        return new PlanFile(plan, List.copyOf(steps.values()));
    }

    private static PlanFile declared(Members tool, Arguments arguments, ArgumentUse uses) {
        var request = RequestFile.read(tool.get("request"));
        uses.check(request.uses(), Set.of());
        var requests = new ArrayList<RequestFile>();
        requests.add(request);
        var variants = new ArrayList<Variant>();
        for (var entry : tool.find("variants").map(Entry::items).orElse(List.of())) {
            var members = entry.members("when", "request", "result");
            var condition = condition(members.get("when"), arguments);
            var sent = RequestFile.read(members.get("request"));
            uses.count(Set.of(argument(condition)));
            uses.check(sent.uses(), Set.of(argument(condition)));
            requests.add(sent);
            Optional<ResultShape> result = members.find("result").map(ResultFile::read);
            variants.add(new Variant(condition, sent.template(), result));
        }
        return new PlanFile(new Plan.Declared(request.template(), variants), requests);
    }

    private static Condition condition(Entry when, Arguments arguments) {
        var members = when.entries();
        if (when.json().isObject() && members.size() != 1) {
            when.refuse("`when` is { given: argument } or { argument: value }");
        }
        if (members.isEmpty()) {
            return new Condition.Given("");
        }
        var name = members.keySet().iterator().next();
        var value = when.member(name);
        if (name.equals("given") && !arguments.names().contains(name)) {
            return new Condition.Given(arguments.named(value));
        }
        arguments.refuseUndeclared(value, name);
        if (!value.json().isValueNode() || value.json().isNull()) {
            value.refuse("an argument is compared with a text, a number, true or false, not " + Kind.of(value.json()));
        }
        arguments.refuseImpossible(value, name);
        return new Condition.Is(name, value.json());
    }

    private static String argument(Condition condition) {
        return switch (condition) {
            case Condition.Given(var name) -> name;
            case Condition.Is is -> is.argument();
        };
    }
}

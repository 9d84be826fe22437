package dev.patchbay.testkit;

import dev.patchbay.toolkit.AccountEffect;
import dev.patchbay.toolkit.Hints;
import dev.patchbay.toolkit.Plan;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The part of a page about one tool. */
final class ToolSection {
    private ToolSection() {}

    static void write(Markdown page, Tool tool, List<Tool> also, List<Example> examples) {
        page.line("## " + tool.slug());
        page.line("**" + Markdown.plain(tool.title()) + ".** " + Markdown.plain(tool.description()));
        page.list(notes(tool, also));
        var arguments = ArgumentRows.of(tool);
        if (arguments.isEmpty()) {
            page.line("It takes no arguments.");
        }
        page.table(List.of("argument", "type", "required", "meaning"), arguments);
        page.list(tool.rules().stream().map(RuleWords::of).toList());
        examples.stream()
                .filter(example -> example.ending() instanceof Ending.Gives)
                .findFirst()
                .ifPresent(example -> example(page, example));
        page.table(List.of("when refused with", "do this"), FailureRows.of(tool.failureHints()));
    }

    static String hints(Hints hints) {
        var words = new ArrayList<String>();
        words.add(hints.readOnly() ? "reads" : hints.destructive() ? "destroys" : "writes");
        if (hints.idempotent() && !hints.readOnly()) {
            words.add("repeating changes nothing more");
        }
        return String.join(", ", words);
    }

    private static List<String> notes(Tool tool, List<Tool> also) {
        var notes = new ArrayList<String>();
        notes.add("Hints: " + hints(tool.hints()) + ".");
        if (!also.isEmpty()) {
            notes.add("Also "
                    + Markdown.codes(
                            also.stream().map(each -> each.slug().value()).toList()) + ".");
        }
        var doors = requests(tool.plan())
                .map(RequestTemplate::door)
                .filter(door -> !door.isEmpty())
                .distinct()
                .sorted();
        doors.forEach(door -> notes.add("Goes through the door " + Markdown.code(door) + "."));
        tool.retry()
                .ifPresent(retry -> notes.add("With " + Markdown.code(retry.argument())
                        + " it is safe to repeat: a second call does not create a second time."));
        if (tool.paging().isPresent()) {
            notes.add("Where there is more, the result has `next_page` with the arguments of the next call.");
        }
        if (!tool.sensitive().isEmpty()) {
            notes.add("The result holds secrets: " + Markdown.codes(tool.sensitive()) + ".");
        }
        effect(tool.effect()).ifPresent(notes::add);
        tool.prerequisites()
                .forEach(need ->
                        notes.add("Needs " + Markdown.plain(need.what()) + " for " + Markdown.code(need.argument())
                                + ", see " + Markdown.code(need.from().value()) + "."));
        tool.pitfalls().forEach(pitfall -> notes.add("Mind: " + Markdown.plain(pitfall)));
        return notes;
    }

    private static Stream<RequestTemplate> requests(Plan plan) {
        return switch (plan) {
            case Plan.Declared(var template, var variants) ->
                Stream.concat(Stream.of(template), variants.stream().map(Plan.Variant::template));
            case Plan.Behaves behaves -> behaves.steps().values().stream();
        };
    }

    private static Optional<String> effect(Optional<AccountEffect> effect) {
        return effect.map(each -> switch (each) {
            case AccountEffect.Remember(var member, var field, var asked) ->
                "With " + Markdown.code(asked) + " the account keeps " + Markdown.code(member) + " as "
                        + Markdown.code(field) + ", and the result leaves it out.";
            case AccountEffect.Forget(var field, var argument) ->
                "The account forgets " + Markdown.code(field) + ", unless " + Markdown.code(argument) + " is given.";
        });
    }

    private static void example(Markdown page, Example example) {
        page.line("For example, it " + Markdown.plain(example.it()) + ":");
        page.json(example.with());
        page.line("gives");
        if (example.ending() instanceof Ending.Gives(var result)) {
            page.json(result);
        }
    }
}

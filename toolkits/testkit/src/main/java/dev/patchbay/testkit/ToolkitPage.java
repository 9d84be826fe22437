package dev.patchbay.testkit;

import dev.patchbay.catalog.Definition;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/** The documentation page of a toolkit, made from its files alone: the same files give the same page. */
final class ToolkitPage {
    private final Definition definition;
    private final List<Example> examples;
    private final SequencedMap<Tool, List<Tool>> also = new LinkedHashMap<>();

    /** @param examples of every tool; those of a tool's other slugs are its own */
    ToolkitPage(Definition definition, Set<ToolSlug> described, List<Example> examples) {
        this.definition = definition;
        this.examples = examples;
        for (var tool : definition.tools()) {
            if (described.contains(tool.slug())) {
                also.putLast(tool, new ArrayList<>());
            } else {
                // Further slugs come right after the first.
                also.lastEntry().getValue().add(tool);
            }
        }
    }

    String text() {
        var toolkit = definition.toolkit();
        var page = new Markdown();
        page.line(
                "<!-- Made from the tool files; change those, then run the toolkit's tests with -Dpatchbay.pages=write. -->");
        page.line("# " + Markdown.plain(toolkit.title()));
        page.line(Markdown.plain(toolkit.description()));
        page.line("Toolkit " + Markdown.code(toolkit.slug().value()) + ", version " + Markdown.code(toolkit.version())
                + ", " + definition.tools().size() + " tools."
                + toolkit.documentation()
                        .map(url -> " The service documents its API at <" + url + ">.")
                        .orElse(""));
        page.line("## Ways to connect");
        if (toolkit.connections().size() > 1) {
            page.line("The first form whose required fields are all given is used.");
        }
        toolkit.connections().forEach(form -> ConnectSection.write(page, form));
        toolkit.probe()
                .ifPresent(probe -> page.line(
                        "When an account is connected, `" + probe.request().method() + " "
                                + probe.request().path() + "` shows whether the credential works."));
        page.line("## Tools");
        page.table(List.of("tool", "what", "hints"), index());
        if (!toolkit.failureHints().equals(FailureHints.NONE)) {
            page.line("## Refusals that any tool may meet");
        }
        page.table(List.of("when refused with", "do this"), FailureRows.of(toolkit.failureHints()));
        also.forEach((tool, others) -> ToolSection.write(page, tool, others, examplesOf(tool)));
        return page.toString();
    }

    private List<List<String>> index() {
        var rows = new ArrayList<List<String>>();
        also.forEach((tool, others) -> {
            rows.add(row(tool, tool));
            others.forEach(other -> rows.add(row(other, tool)));
        });
        return rows;
    }

    private static List<String> row(Tool tool, Tool section) {
        var anchor = section.slug().value().toLowerCase(Locale.ROOT);
        return List.of(
                "[" + tool.slug() + "](#" + anchor + ")",
                Markdown.plain(tool.title()),
                ToolSection.hints(tool.hints()) + (tool.important() ? ", featured" : ""));
    }

    private List<Example> examplesOf(Tool tool) {
        return examples.stream()
                .filter(example -> example.tool().slug().equals(tool.slug()))
                .toList();
    }
}

package dev.patchbay.catalog;

import dev.patchbay.toolkit.RefusalSign;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a {@code tools/*.yaml}. */
final class ToolFile {
    private static final ToolSlug UNREADABLE = new ToolSlug("UNREADABLE");

    private ToolFile() {}

    /** The tool and, after it, the same under its other slugs; each with the place of its slug. */
    static List<Slugged> read(Entry root, Toolkit toolkit, Behaviours behaviours, AskRules rules) {
        var members = root.members(
                "tool",
                "title",
                "about",
                "asks",
                "important",
                "hints",
                "request",
                "behaviour",
                "steps",
                "variants",
                "input",
                "output",
                "aliases",
                "rules",
                "result",
                "refused",
                "pages",
                "retry",
                "sensitive",
                "account",
                "failures",
                "needs",
                "pitfalls",
                "because",
                "also");
        var tool = tool(members, toolkit, behaviours);
        var tools = new ArrayList<Slugged>();
        var asks = members.find("asks")
                .map(entry -> rules.read(entry, tool.slug().value()))
                .orElse(List.of());
        var needs = members.find("needs");
        tools.add(new Slugged(tool, members.get("tool"), Optional.empty(), asks, needs));
        for (var entry : members.find("also").map(Entry::items).orElse(List.of())) {
            var other = entry.members("tool", "title");
            var named = named(tool, slug(other.get("tool")), other.get("title").text());
            tools.add(new Slugged(named, other.get("tool"), Optional.of(tool.slug()), asks, needs));
        }
        return tools;
    }

    /**
     * A tool.
     *
     * @param place where its file names it
     * @param alsoAs the tool that this one is another name of
     * @param asks the example requests of the file
     * @param needs the prerequisites of the file, whose tools are only known once all files are read
     */
    record Slugged(Tool tool, Entry place, Optional<ToolSlug> alsoAs, List<String> asks, Optional<Entry> needs) {

        ToolEntry entry(ToolkitFile file) {
            var arguments = ToolEntry.arguments(tool);
            return ToolEntry.of(tool, alsoAs, new SearchText(file.toolkit().title(), arguments, asks, file.synonyms()));
        }
    }

    private static Tool tool(Members members, Toolkit toolkit, Behaviours behaviours) {
        var input = members.get("input");
        if (!input.json().isMissingNode()) {
            SchemaRules.checkInput(input);
        }
        var output = members.find("output");
        output.ifPresent(SchemaRules::checkObject);
        var arguments = new Arguments(input);
        var result = new ResultMembers(output);
        var uses = new ArgumentUse(arguments);
        var behaviour = members.find("behaviour").flatMap(entry -> behaviours.named(entry, toolkit.slug()));
        var plan = PlanFile.read(members, arguments, uses, behaviour);
        var hints = HintRules.read(members.get("hints"), plan, members.find("because"));
        var retry = members.find("retry").map(entry -> RetryFile.read(entry, arguments, uses, hints.readOnly()));
        var effect = members.find("account")
                .map(entry -> EffectFile.read(entry, arguments, uses, result, toolkit.connections()));
        uses.refuseUnused();
        checkRequests(Stream.concat(plan.requests().stream(), RetryFile.lookups(retry).stream()), toolkit);
        var pages = members.find("pages").map(entry -> PagingFile.read(entry, arguments, result));
        var bodies = plan.requests().stream()
                .map(request -> request.template().body())
                .toList();
        return new Tool(
                slug(members.get("tool")),
                toolkit.slug(),
                members.get("title").text(),
                members.get("about").text(),
                hints,
                members.find("important").map(Entry::flag).orElse(false),
                FileArguments.marked(input.object(), bodies),
                result.published(pages.isPresent()),
                AliasRules.read(members.find("aliases"), input),
                RuleFile.read(members.find("rules"), arguments),
                plan.plan(),
                members.find("result").map(ResultFile::read).orElseGet(ResultShape.AsIs::new),
                members.find("refused").map(ToolFile::refusal),
                pages,
                retry.map(RetryFile::retry),
                members.find("sensitive").map(entry -> sensitive(entry, result)).orElse(List.of()),
                effect,
                Failures.read(members.find("failures")),
                members.find("needs")
                        .map(entry -> NeedsFile.read(entry, arguments))
                        .orElse(List.of()),
                members.find("pitfalls").map(NeedsFile::pitfalls).orElse(List.of()));
    }

    private static void checkRequests(Stream<RequestFile> requests, Toolkit toolkit) {
        var credentials = new CredentialPlaces(toolkit.connections());
        requests.forEach(request -> {
            credentials.check(request);
            DoorNames.check(request.members().find("door"), toolkit.connections());
        });
    }

    private static RefusalSign refusal(Entry entry) {
        var members = entry.members("member", "is", "message");
        return new RefusalSign(
                members.get("member").text(),
                members.get("is").text(),
                members.get("message").text());
    }

    private static List<String> sensitive(Entry list, ResultMembers result) {
        list.texts();
        return list.items().stream().map(result::named).toList();
    }

    private static Tool named(Tool tool, ToolSlug slug, String title) {
        return new Tool(
                slug,
                tool.toolkit(),
                title,
                tool.description(),
                tool.hints(),
                tool.important(),
                tool.inputSchema(),
                tool.outputSchema(),
                tool.aliases(),
                tool.rules(),
                tool.plan(),
                tool.result(),
                tool.refusal(),
                tool.paging(),
                tool.retry(),
                tool.sensitive(),
                tool.effect(),
                tool.failureHints(),
                tool.prerequisites(),
                tool.pitfalls());
    }

    private static ToolSlug slug(Entry entry) {
        var slug = entry.text();
        if (ToolSlug.isValid(slug)) {
            return new ToolSlug(slug);
        }
        entry.refuse("a tool's slug begins with a capital letter and has at most 64 characters out of A-Z, 0-9 and _");
        return UNREADABLE;
    }
}

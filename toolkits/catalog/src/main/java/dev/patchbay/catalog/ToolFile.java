package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.Toolkit;

/** Reads a {@code tools/*.yaml}. */
final class ToolFile {
    private static final ToolSlug UNREADABLE = new ToolSlug("UNREADABLE");

    private ToolFile() {}

    static Tool read(Entry root, Toolkit toolkit) {
        var members = root.members(
                "tool",
                "title",
                "about",
                "important",
                "hints",
                "request",
                "input",
                "output",
                "aliases",
                "result",
                "failures",
                "because");
        var input = members.get("input");
        if (!input.json().isMissingNode()) {
            SchemaRules.checkInput(input);
        }
        members.find("output").ifPresent(SchemaRules::checkObject);
        var request = RequestFile.read(members.get("request"));
        ArgumentUse.check(input, request.uses());
        refuseCredentialPlaces(members, request.template(), toolkit);
        return new Tool(
                slug(members.get("tool")),
                toolkit.slug(),
                members.get("title").text(),
                members.get("about").text(),
                HintRules.read(members.get("hints"), request.method(), members.find("because")),
                members.find("important").map(Entry::flag).orElse(false),
                input.object(),
                members.find("output").map(Entry::object).orElseGet(ToolFile::anyObject),
                AliasRules.read(members.find("aliases"), input),
                request.template(),
                members.find("result").map(ToolFile::result).orElseGet(ResultShape.AsIs::new),
                Failures.read(members.find("failures")));
    }

    private static ToolSlug slug(Entry entry) {
        var slug = entry.text();
        if (ToolSlug.isValid(slug)) {
            return new ToolSlug(slug);
        }
        entry.refuse("a tool's slug begins with a capital letter and has at most 64 characters out of A-Z, 0-9 and _");
        return UNREADABLE;
    }

    private static ObjectNode anyObject() {
        return JsonNodeFactory.instance.objectNode().put("type", "object");
    }

    private static ResultShape result(Entry entry) {
        if (entry.json().isObject()) {
            return new ResultShape.Wrap(entry.members("wrap").get("wrap").text());
        }
        if (!entry.json().asText().equals("nothing")) {
            entry.refuse("`result` is `nothing` or `{ wrap: name }`");
        }
        return new ResultShape.Nothing();
    }

    /** A tool that wrote to where the credential goes could replace it. */
    private static void refuseCredentialPlaces(Members members, RequestTemplate request, Toolkit toolkit) {
        for (var form : toolkit.connections()) {
            switch (form.placement()) {
                case Placement.Header placed ->
                    request.headers().stream()
                            .filter(header -> header.name().equalsIgnoreCase(placed.name()))
                            .forEach(header -> refuse(members, "headers", header.name()));
                case Placement.Query placed ->
                    request.query().stream()
                            .filter(parameter -> parameter.name().equals(placed.name()))
                            .forEach(parameter -> refuse(members, "query", parameter.name()));
                case Placement.Basic _ -> {}
                case Placement.PathPrefix _ -> {}
                case Placement.None _ -> {}
            }
        }
    }

    private static void refuse(Members members, String where, String name) {
        members.get("request")
                .member(where)
                .refuse("`" + Excerpt.of(name) + "` is where the credential goes; a tool does not mention it");
    }
}

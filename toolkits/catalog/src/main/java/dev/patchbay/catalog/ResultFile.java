package dev.patchbay.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.ResultShape.Kind;
import java.util.Optional;

/** Reads {@code result}: how the answer becomes the result. */
final class ResultFile {
    private ResultFile() {}

    static ResultShape read(Entry entry) {
        if (entry.json().isObject()) {
            return wrap(entry);
        }
        return switch (entry.json().asText()) {
            case "document" -> new ResultShape.Document();
            case "nothing" -> new ResultShape.Nothing();
            default -> {
                entry.refuse("`result` is `nothing` or `{ wrap: name }` or `document`");
                yield new ResultShape.Nothing();
            }
        };
    }

    private static ResultShape wrap(Entry entry) {
        var members = entry.members("wrap", "only", "list", "with");
        var name = members.get("wrap").text();
        var with = members.find("with");
        with.ifPresent(beside -> {
            if (beside.entries().containsKey(name)) {
                beside.member(name).refuse("`" + Excerpt.of(name) + "` is already the member of the answer");
            }
        });
        return new ResultShape.Wrap(
                name,
                members.find("only").flatMap(ResultFile::kind),
                members.find("list").map(Entry::flag).orElse(false),
                with.map(Entry::object).orElseGet(JsonNodeFactory.instance::objectNode));
    }

    private static Optional<Kind> kind(Entry entry) {
        return switch (entry.text()) {
            case "number" -> Optional.of(Kind.NUMBER);
            case "text" -> Optional.of(Kind.TEXT);
            case "boolean" -> Optional.of(Kind.BOOLEAN);
            case "list" -> Optional.of(Kind.LIST);
            case "object" -> Optional.of(Kind.OBJECT);
            default -> {
                entry.refuse("`only` is number, text, boolean, list or object");
                yield Optional.empty();
            }
        };
    }
}

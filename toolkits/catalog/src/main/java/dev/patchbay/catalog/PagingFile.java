package dev.patchbay.catalog;

import dev.patchbay.toolkit.Paging;
import dev.patchbay.toolkit.Paging.More;

/** Reads {@code pages}: how the arguments of the next page follow from an answer. */
final class PagingFile {
    private PagingFile() {}

    static Paging read(Entry pages, Arguments arguments, ResultMembers result) {
        if (pages.json().has("token")) {
            var members = pages.members("token", "from");
            var from = members.get("from");
            from.texts();
            return new Paging.ByToken(
                    arguments.named(members.get("token")),
                    from.items().stream().map(result::named).toList());
        }
        var members = pages.members("offset", "items", "more", "full", "default");
        return new Paging.ByOffset(
                arguments.named(members.get("offset"), "integer"),
                result.named(members.get("items")),
                more(pages, members, arguments, result));
    }

    private static More more(Entry pages, Members members, Arguments arguments, ResultMembers result) {
        var more = members.find("more");
        var full = members.find("full");
        if (pages.json().isObject() && more.isPresent() == full.isPresent()) {
            pages.refuse("beside `offset` and `items` stands `more: member` or `full: argument`");
        }
        if (more.isPresent()) {
            members.find("default").ifPresent(entry -> entry.refuse("`default` belongs to `full`"));
            return new More.Flag(result.named(more.get()));
        }
        return new More.FullPage(
                full.map(argument -> arguments.named(argument, "integer")).orElse(""),
                members.find("default").map(entry -> entry.integer(1, Integer.MAX_VALUE)));
    }
}

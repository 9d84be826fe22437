package dev.patchbay.catalog;

import dev.patchbay.catalog.Use.Place;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.Member;
import dev.patchbay.toolkit.BodyTemplate.Part;
import dev.patchbay.toolkit.BodyTemplate.PartKind;
import dev.patchbay.toolkit.BodyTemplate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what goes into the body of a request: {@code body} or {@code multipart}. */
final class BodyFile {
    private static final String SPREAD = "*";

    private final List<Use> uses;

    private BodyFile(List<Use> uses) {
        this.uses = uses;
    }

    static BodyTemplate read(Members request, List<Use> uses) {
        var reader = new BodyFile(uses);
        var body = request.find("body");
        var multipart = request.find("multipart");
        if (body.isPresent()) {
            multipart.ifPresent(entry -> entry.refuse("`multipart` stands instead of `body`; remove one of the two"));
        }
        return body.map(reader::body).or(() -> multipart.map(reader::multipart)).orElseGet(BodyTemplate.None::new);
    }

    private BodyTemplate body(Entry body) {
        if (body.json().isTextual()) {
            return whole(body);
        }
        if (body.json().isArray()) {
            var members = body.items().stream()
                    .map(item -> new Member(item.text(), argument(item)))
                    .toList();
            return new BodyTemplate.Members(members, Optional.empty());
        }
        var members = new ArrayList<Member>();
        body.entries().forEach((name, value) -> {
            if (!name.equals(SPREAD)) {
                RequestFile.refuseBlank(name, value);
                members.add(new Member(name, value(value)));
            }
        });
        var spread = body.json().has(SPREAD)
                ? Optional.of(Use.of(body.member(SPREAD), Place.SPREAD, uses))
                : Optional.<String>empty();
        return new BodyTemplate.Members(members, spread);
    }

    private BodyTemplate whole(Entry body) {
        var template = Template.read(body);
        var names = template.names();
        if (names.size() != 1 || template.parts().size() != 1) {
            body.refuse("a `body` in quotes is one argument in braces, such as \"{properties}\"");
            return new BodyTemplate.None();
        }
        uses.add(new Use(names.getFirst(), Place.BODY, body));
        return new BodyTemplate.Whole(names.getFirst());
    }

    private Value value(Entry entry) {
        if (!entry.json().isObject()) {
            return argument(entry);
        }
        if (!entry.json().has("from")) {
            return new Value.Constant(entry.members("const", "from", "objects", "join")
                    .get("const")
                    .anyText());
        }
        var members = entry.members("from", "objects", "join");
        var objects = members.find("objects");
        var join = members.find("join");
        if (objects.isPresent() == join.isPresent()) {
            entry.refuse(
                    "beside `from` stands `objects: name` or `join: comma`; without either write the argument alone");
        }
        join.filter(style -> !style.text().equals("comma")).ifPresent(style -> style.refuse("`join` is comma"));
        var from = members.get("from");
        return objects.<Value>map(member -> new Value.Objects(Use.of(from, Place.LIST, uses), member.text()))
                .orElseGet(() -> new Value.Joined(Use.of(from, Place.BODY, uses)));
    }

    private Value argument(Entry entry) {
        return new Value.Argument(Use.of(entry, Place.BODY, uses));
    }

    private BodyTemplate multipart(Entry multipart) {
        var parts = new ArrayList<Part>();
        multipart.entries().forEach((name, value) -> {
            RequestFile.refuseBlank(name, value);
            part(name, value).ifPresent(parts::add);
        });
        if (multipart.json().isObject() && multipart.json().isEmpty()) {
            multipart.refuse("`multipart` has at least one part");
        }
        return new BodyTemplate.Multipart(parts);
    }

    private Optional<Part> part(String name, Entry entry) {
        var members = entry.members("file", "text", "json");
        if (entry.json().isObject() && entry.json().size() != 1) {
            entry.refuse("a part is one of { file: argument }, { text: argument } and { json: argument }");
        }
        return members.find("file")
                .map(file -> new Part(name, Use.of(file, Place.FILE, uses), PartKind.FILE))
                .or(() ->
                        members.find("text").map(text -> new Part(name, Use.of(text, Place.BODY, uses), PartKind.TEXT)))
                .or(() -> members.find("json")
                        .map(json -> new Part(name, Use.of(json, Place.BODY, uses), PartKind.JSON)));
    }
}

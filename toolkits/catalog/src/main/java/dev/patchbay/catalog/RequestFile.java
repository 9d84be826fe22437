package dev.patchbay.catalog;

import dev.patchbay.catalog.Use.Place;
import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.RequestTemplate;
import dev.patchbay.toolkit.RequestTemplate.HeaderParameter;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.RequestTemplate.QueryParameter;
import dev.patchbay.toolkit.RequestTemplate.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code request} of a tool file.
 *
 * @param method empty when the file does not name exactly one
 */
record RequestFile(Optional<HttpMethod> method, RequestTemplate template, List<Use> uses) {

    static RequestFile read(Entry request) {
        var members = request.members("get", "post", "put", "patch", "delete", "path", "query", "headers", "body");
        var uses = new ArrayList<Use>();
        var method = method(request);
        var path = method.map(found -> request.member(key(found)))
                .map(entry -> PathFile.read(entry, members.find("path"), uses))
                .orElseGet(() -> new PathTemplate("/", List.of()));
        var template = new RequestTemplate(
                method.orElse(HttpMethod.POST),
                path,
                members.find("query").map(query -> query(query, uses)).orElse(List.of()),
                members.find("headers").map(headers -> headers(headers, uses)).orElse(List.of()),
                members.find("body").map(body -> body(body, uses)).orElseGet(BodyTemplate.None::new));
        return new RequestFile(method, template, List.copyOf(uses));
    }

    private static String key(HttpMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<HttpMethod> method(Entry request) {
        var named = List.of(HttpMethod.values()).stream()
                .filter(method -> request.json().has(key(method)))
                .toList();
        if (named.size() != 1) {
            request.refuse("`request` names exactly one method: get, post, put, patch or delete");
            return Optional.empty();
        }
        return Optional.of(named.getFirst());
    }

    private static List<QueryParameter> query(Entry query, List<Use> uses) {
        if (query.json().isArray()) {
            return query.items().stream()
                    .map(item -> new QueryParameter(item.text(), argument(item, Place.QUERY, uses), ListStyle.REPEAT))
                    .toList();
        }
        return query.entries().entrySet().stream()
                .map(member -> parameter(member.getKey(), member.getValue(), uses))
                .toList();
    }

    private static QueryParameter parameter(String name, Entry entry, List<Use> uses) {
        refuseBlank(name, entry);
        if (!entry.json().has("from")) {
            return new QueryParameter(name, source(entry, Place.QUERY, uses), ListStyle.REPEAT);
        }
        var members = entry.members("from", "lists");
        var lists = members.find("lists").map(RequestFile::listStyle).orElse(ListStyle.REPEAT);
        return new QueryParameter(name, argument(members.get("from"), Place.QUERY, uses), lists);
    }

    private static ListStyle listStyle(Entry entry) {
        return switch (entry.text()) {
            case "repeat" -> ListStyle.REPEAT;
            case "comma" -> ListStyle.COMMA;
            default -> {
                entry.refuse("`lists` is repeat or comma");
                yield ListStyle.REPEAT;
            }
        };
    }

    private static List<HeaderParameter> headers(Entry headers, List<Use> uses) {
        var seen = new HashSet<String>();
        var list = new ArrayList<HeaderParameter>();
        headers.entries().forEach((name, entry) -> {
            HeaderNames.checkForTool(entry, name);
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                entry.refuse("the header " + Excerpt.of(name) + " is given twice; case does not count");
            }
            list.add(new HeaderParameter(
                    name, argument(entry, Place.HEADER, uses).name()));
        });
        return list;
    }

    private static BodyTemplate body(Entry body, List<Use> uses) {
        if (body.json().isTextual()) {
            var template = Template.read(body);
            var names = template.names();
            if (names.size() != 1 || template.parts().size() != 1) {
                body.refuse("a `body` in quotes is one argument in braces, such as \"{properties}\"");
                return new BodyTemplate.None();
            }
            uses.add(new Use(names.getFirst(), Place.BODY, body));
            return new BodyTemplate.Whole(names.getFirst());
        }
        if (body.json().isArray()) {
            return new BodyTemplate.Members(body.items().stream()
                    .map(item -> new BodyTemplate.Member(item.text(), argument(item, Place.BODY, uses)))
                    .toList());
        }
        return new BodyTemplate.Members(body.entries().entrySet().stream()
                .map(member -> {
                    refuseBlank(member.getKey(), member.getValue());
                    return new BodyTemplate.Member(member.getKey(), source(member.getValue(), Place.BODY, uses));
                })
                .toList());
    }

    private static Source source(Entry entry, Place place, List<Use> uses) {
        if (entry.json().isObject()) {
            return new Source.Constant(entry.members("const").get("const").anyText());
        }
        return argument(entry, place, uses);
    }

    private static Source.Argument argument(Entry entry, Place place, List<Use> uses) {
        var name = entry.text();
        if (!name.isBlank()) {
            uses.add(new Use(name, place, entry));
        }
        return new Source.Argument(name);
    }

    private static void refuseBlank(String name, Entry entry) {
        if (name.isBlank()) {
            entry.refuse("a name on the wire must not be blank");
        }
    }
}

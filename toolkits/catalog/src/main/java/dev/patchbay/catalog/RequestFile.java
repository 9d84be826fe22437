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
import java.util.stream.Collectors;

/**
 * A request in a file.
 *
 * @param method empty when the file does not name exactly one
 * @param members the request's own, for those who check it further
 */
record RequestFile(Optional<HttpMethod> method, RequestTemplate template, List<Use> uses, Members members) {

    /** Stands in where there is none to read. */
    static final RequestTemplate NONE = new RequestTemplate(
            HttpMethod.POST,
            new PathTemplate("/", List.of()),
            List.of(),
            List.of(),
            new BodyTemplate.None(),
            "",
            false);

    /** The request of a tool, which may use all of the language. */
    static RequestFile read(Entry request) {
        return read(
                request,
                request.members(
                        "get",
                        "post",
                        "put",
                        "patch",
                        "delete",
                        "path",
                        "query",
                        "headers",
                        "body",
                        "multipart",
                        "door",
                        "anonymous"));
    }

    /** A request of which {@code members} says what it may use. */
    static RequestFile read(Entry request, Members members) {
        var uses = new ArrayList<Use>();
        var method = method(request, members);
        var path = method.map(found -> request.member(key(found)))
                .map(entry -> PathFile.read(entry, members.find("path"), uses))
                .orElseGet(NONE::path);
        var template = new RequestTemplate(
                method.orElse(HttpMethod.POST),
                path,
                members.find("query").map(query -> query(query, uses)).orElse(List.of()),
                members.find("headers").map(headers -> headers(headers, uses)).orElse(List.of()),
                BodyFile.read(members, uses),
                members.find("door").map(Entry::text).orElse(""),
                members.find("anonymous").map(Entry::flag).orElse(false));
        return new RequestFile(method, template, List.copyOf(uses), members);
    }

    private static String key(HttpMethod method) {
        return method.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<HttpMethod> method(Entry request, Members members) {
        var known = List.of(HttpMethod.values()).stream()
                .filter(method -> members.knows(key(method)))
                .toList();
        var named =
                known.stream().filter(method -> request.json().has(key(method))).toList();
        if (named.size() != 1) {
            request.refuse(request.name() + " names exactly one method: "
                    + known.stream().map(RequestFile::key).collect(Collectors.joining(", ")));
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
            return new QueryParameter(name, source(entry, uses), ListStyle.REPEAT);
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

    private static Source source(Entry entry, List<Use> uses) {
        if (entry.json().isObject()) {
            return new Source.Constant(entry.members("const").get("const").anyText());
        }
        return argument(entry, Place.QUERY, uses);
    }

    private static Source.Argument argument(Entry entry, Place place, List<Use> uses) {
        return new Source.Argument(Use.of(entry, place, uses));
    }

    static void refuseBlank(String name, Entry entry) {
        if (name.isBlank()) {
            entry.refuse("a name on the wire must not be blank");
        }
    }
}

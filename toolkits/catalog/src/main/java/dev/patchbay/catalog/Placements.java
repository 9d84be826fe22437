package dev.patchbay.catalog;

import dev.patchbay.toolkit.Placement;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where a form's credential goes, and sees that every secret field goes somewhere. */
final class Placements {
    private static final Pattern PREFIX = Pattern.compile("(/([A-Za-z0-9._~-]|\\{[^{}]*})+)+");

    private final Set<String> placed = new HashSet<>();
    private final FormFields fields;

    private Placements(FormFields fields) {
        this.fields = fields;
    }

    static Placement read(Entry form, Entry place, FormFields fields) {
        var reader = new Placements(fields);
        var placement = reader.placement(place);
        for (var field : fields.list()) {
            if (field.secret()
                    && !reader.placed.contains(field.name())
                    && place.json().isObject()) {
                form.member("fields")
                        .member(field.name())
                        .refuse("`" + field.name() + "` is secret and must be named in `place`");
            }
        }
        return placement;
    }

    private Placement placement(Entry place) {
        var members = place.members("basic", "header", "query", "path-prefix", "none");
        if (place.json().isObject() && place.json().size() != 1) {
            place.refuse("`place` holds exactly one of basic, header, query, path-prefix and none");
        }
        return members.find("basic")
                .map(this::basic)
                .or(() -> members.find("header").map(this::header))
                .or(() -> members.find("query").map(this::query))
                .or(() -> members.find("path-prefix").map(this::pathPrefix))
                .or(() -> members.find("none").map(Placements::none))
                .orElseGet(Placement.None::new);
    }

    private Placement basic(Entry entry) {
        var members = entry.members("username", "password");
        return new Placement.Basic(template(members.get("username")), template(members.get("password")));
    }

    private Placement header(Entry entry) {
        var members = entry.members("name", "value");
        var name = members.get("name");
        HeaderNames.check(name, name.text());
        return new Placement.Header(name.json().asText(), template(members.get("value")));
    }

    private Placement query(Entry entry) {
        var members = entry.members("name", "value");
        return new Placement.Query(members.get("name").text(), template(members.get("value")));
    }

    private Placement pathPrefix(Entry entry) {
        var template = template(entry);
        if (!PREFIX.matcher(template).matches()) {
            entry.refuse("a path prefix is one or more segments, each after a `/`, such as /{application}/{key}");
        }
        return new Placement.PathPrefix(template);
    }

    private static Placement none(Entry entry) {
        if (!entry.flag()) {
            entry.refuse("write `none: true`, or say where the credential goes");
        }
        return new Placement.None();
    }

    private String template(Entry entry) {
        var template = Template.read(entry);
        for (var name : template.names()) {
            placed.add(name);
            if (fields.find(name).isEmpty()) {
                entry.refuse("`" + Excerpt.of(name) + "` is not a field of this form"
                        + Nearest.question(name, fields.names()));
            }
        }
        return template.text();
    }
}

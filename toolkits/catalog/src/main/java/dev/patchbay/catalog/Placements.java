package dev.patchbay.catalog;

import dev.patchbay.toolkit.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where a credential goes, in a form or at one of its doors. */
final class Placements {
    private static final Pattern PREFIX = Pattern.compile("(/([A-Za-z0-9._~-]|\\{[^{}]*})+)+");
    private static final String AUTHORIZATION = "Authorization";

    private final FormFields fields;
    private final Set<String> placed;

    private Placements(FormFields fields, Set<String> placed) {
        this.fields = fields;
        this.placed = placed;
    }

    /** @param placed receives the fields that are placed */
    static List<Placement> read(Entry place, FormFields fields, Set<String> placed) {
        return new Placements(fields, placed).placements(place);
    }

    private List<Placement> placements(Entry place) {
        var members = place.members("basic", "header", "query", "path-prefix", "none");
        if (place.json().isObject()
                && (place.json().isEmpty()
                        || (place.json().has("none") && place.json().size() > 1))) {
            place.refuse("`place` holds one or more of basic, header, query and path-prefix, or `none: true` alone");
        }
        var placements = new ArrayList<Placement>();
        members.find("basic").map(this::basic).ifPresent(placements::add);
        members.find("header").map(this::header).ifPresent(placements::add);
        members.find("query").map(this::query).ifPresent(placements::add);
        members.find("path-prefix").map(this::pathPrefix).ifPresent(placements::add);
        members.find("none").map(Placements::none).ifPresent(placements::add);
        if (members.find("basic").isPresent()
                && placements.stream().anyMatch(placement -> sets(placement, AUTHORIZATION))) {
            place.refuse("`basic` is itself the header " + AUTHORIZATION + "; name one of the two");
        }
        return placements;
    }

    /** Whether a placement is this header, as tools and acting users could name it. */
    static boolean sets(Placement placement, String header) {
        return placement instanceof Placement.Header placed && placed.name().equalsIgnoreCase(header);
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
                fields.refuseUnknown(entry, name);
            }
        }
        return template.text();
    }
}

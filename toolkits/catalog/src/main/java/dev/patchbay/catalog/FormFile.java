package dev.patchbay.catalog;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.ConnectionForm.ActingUser;
import dev.patchbay.toolkit.ConnectionForm.Doors;
import dev.patchbay.toolkit.ConnectionForm.Field;
import dev.patchbay.toolkit.Placement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one way to connect, and sees that every secret field goes somewhere. */
final class FormFile {
    private FormFile() {}

    static ConnectionForm read(String name, Entry form) {
        var members = form.members("title", "base", "fields", "place", "doors", "acts-as");
        var fields = FormFields.read(members.find("fields"));
        var placed = new HashSet<String>();
        var base = BaseAddresses.read(members.get("base"), fields);
        var place = members.get("place");
        var placements = Placements.read(place, fields, placed);
        var doors = members.find("doors")
                .map(entry -> DoorsFile.read(entry, base, placements, fields, placed))
                .orElse(Map.of());
        var actingUser = members.find("acts-as").map(entry -> {
            var all = Stream.concat(placements.stream(), placementsOf(doors));
            return actingUser(entry, fields, all, placed);
        });
        if (place.json().isObject()) {
            refuseUnplaced(form, fields, placed);
        }
        return new ConnectionForm(
                name, members.get("title").text(), base, fields.list(), placements, doors, actingUser);
    }

    static Stream<Placement> placementsOf(Map<String, Doors> doors) {
        return doors.values().stream()
                .flatMap(each -> each.candidates().stream())
                .flatMap(candidate -> candidate.placements().stream());
    }

    private static ActingUser actingUser(
            Entry entry, FormFields fields, Stream<Placement> placements, Set<String> placed) {
        var members = entry.members("header", "field");
        var header = members.get("header");
        HeaderNames.check(header, header.text());
        if (placements.anyMatch(
                placement -> Placements.sets(placement, header.json().asText()))) {
            header.refuse("`" + header.json().asText() + "` is where a credential goes; an acting user needs another");
        }
        var field = members.get("field");
        var found = fields.named(field);
        found.map(Field::name).ifPresent(placed::add);
        found.filter(each -> !each.secret() || each.required())
                .ifPresent(each -> field.refuse(
                        "`" + each.name() + "` acts as a user, so it needs `secret: true` and `required: false`"));
        return new ActingUser(header.json().asText(), field.json().asText());
    }

    private static void refuseUnplaced(Entry form, FormFields fields, Set<String> placed) {
        for (var field : fields.list()) {
            if (field.secret() && !placed.contains(field.name())) {
                form.member("fields")
                        .member(field.name())
                        .refuse("`" + field.name()
                                + "` is secret and must be named in `place`, in a door's `place` or in `acts-as`");
            }
        }
    }
}

package dev.patchbay.catalog;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm.Doors;
import dev.patchbay.toolkit.ConnectionForm.Field;
import dev.patchbay.toolkit.Door;
import dev.patchbay.toolkit.Placement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code doors} of a connection form. */
final class DoorsFile {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    private final BaseAddress base;
    private final List<Placement> placements;
    private final FormFields fields;
    private final Set<String> placed;

    private DoorsFile(BaseAddress base, List<Placement> placements, FormFields fields, Set<String> placed) {
        this.base = base;
        this.placements = placements;
        this.fields = fields;
        this.placed = placed;
    }

    /**
     * @param base of a candidate that names none
     * @param placements of a candidate that names none
     * @param placed receives the fields that are placed
     */
    static Map<String, Doors> read(
            Entry doors, BaseAddress base, List<Placement> placements, FormFields fields, Set<String> placed) {
        var reader = new DoorsFile(base, placements, fields, placed);
        var byName = new LinkedHashMap<String, Doors>();
        doors.entries().forEach((name, door) -> {
            if (!NAME.matcher(name).matches()) {
                door.refuse("a door is named in lower case with digits and hyphens, such as console");
            }
            byName.put(name, reader.door(door));
        });
        return byName;
    }

    private Doors door(Entry door) {
        var members = door.members("missing", "candidates");
        var candidates = members.get("candidates");
        if (candidates.json().isArray() && candidates.json().isEmpty()) {
            candidates.refuse("a door has at least one candidate");
        }
        return new Doors(
                candidates.items().stream().map(this::candidate).toList(),
                members.get("missing").text());
    }

    private Door candidate(Entry entry) {
        var members = entry.members("base", "place", "needs");
        var needs = members.get("needs");
        var names = needs.texts();
        needs.items().forEach(fields::named);
        var seen = fields.requiring(names);
        var here = new HashSet<String>();
        var at = members.find("place").map(place -> Placements.read(place, seen, here));
        placed.addAll(here);
        for (var field : seen.list()) {
            if (here.contains(field.name()) && mayBeAbsent(field)) {
                entry.refuse("`" + field.name() + "` is placed here and may have no value, so it belongs to `needs`");
            }
        }
        return new Door(
                members.find("base").map(own -> BaseAddresses.read(own, seen)).orElse(base),
                at.orElse(placements),
                Set.copyOf(names));
    }

    private static boolean mayBeAbsent(Field field) {
        return !field.required() && field.defaultValue().isEmpty();
    }
}

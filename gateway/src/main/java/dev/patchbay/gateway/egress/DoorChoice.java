package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Door;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Set;

/** Finds the way into a service: the form's own, or the first door of the name asked for that the fields open. */
final class DoorChoice {
    private static final String NO_SUCH_DOOR =
            "The way in which it was connected does not reach this part of the service."
                    + " Connect the account in another way.";

    private DoorChoice() {}

    static Outcome<Door> choose(ToolkitSlug toolkit, ConnectionForm form, String name, FieldValues values) {
        if (name.isEmpty()) {
            return Outcome.ok(new Door(form.base(), form.placements(), Set.of()));
        }
        ConnectionForm.Doors doors = form.doors().get(name);
        if (doors == null) {
            return Outcome.failed(new Failure.ConnectionIncomplete(toolkit, NO_SUCH_DOOR));
        }
        return doors.candidates().stream()
                .filter(door -> door.needs().stream().allMatch(values::has))
                .findFirst()
                .map(Outcome::ok)
                .orElseGet(() -> Outcome.failed(new Failure.ConnectionIncomplete(toolkit, doors.missing())));
    }
}

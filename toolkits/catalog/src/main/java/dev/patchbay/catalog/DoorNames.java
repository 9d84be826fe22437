package dev.patchbay.catalog;

import dev.patchbay.toolkit.ConnectionForm;
import java.util.List;
import java.util.Optional;

/** The rule that a request goes through a door that at least one connection form has. */
final class DoorNames {
    private DoorNames() {}

    static void check(Optional<Entry> door, List<ConnectionForm> forms) {
        door.ifPresent(entry -> {
            var known = forms.stream()
                    .flatMap(form -> form.doors().keySet().stream())
                    .distinct()
                    .sorted()
                    .toList();
            var name = entry.text();
            if (!known.contains(name)) {
                entry.refuse(
                        "no connection form has a door `" + Excerpt.of(name) + "`" + Nearest.question(name, known));
            }
        });
    }
}

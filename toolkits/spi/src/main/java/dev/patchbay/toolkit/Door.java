package dev.patchbay.toolkit;

import java.util.List;
import java.util.Set;

/**
 * One way into a service: where it is and where the credential is placed there.
 *
 * @param needs fields that must have a value for this door to be usable
 */
public record Door(BaseAddress base, List<Placement> placements, Set<String> needs) {
    public Door {
        placements = List.copyOf(placements);
        needs = Set.copyOf(needs);
    }
}

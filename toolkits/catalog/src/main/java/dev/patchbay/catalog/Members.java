package dev.patchbay.catalog;

import java.util.List;
import java.util.Optional;

/** The members of an object whose keys the language fixes. Any other key is refused, since it can only be a mistake. */
final class Members {
    private final Entry owner;
    private final List<String> known;

    Members(Entry owner, List<String> known) {
        this.owner = owner;
        this.known = known;
        owner.json().fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                owner.member(key)
                        .refuse("unknown key `" + Excerpt.of(key) + "`" + Nearest.question(key, known) + " Known here: "
                                + String.join(", ", known));
            }
        });
    }

    /** Whether the language has this key here. */
    boolean knows(String key) {
        return known.contains(key);
    }

    /** A member that may be absent. */
    Optional<Entry> find(String key) {
        return owner.json().has(key) ? Optional.of(owner.member(key)) : Optional.empty();
    }

    /** A member that must be there. */
    Entry get(String key) {
        return find(key).orElseGet(() -> {
            owner.refuse("`" + key + "` is missing" + (owner.at().matches() ? "" : " in " + owner.name()));
            return owner.missing();
        });
    }
}

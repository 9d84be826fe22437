package dev.patchbay.authstore.connection;

import java.util.List;
import java.util.Optional;

/**
 * Who may use an account besides the user it belongs to, who always may. An account keeps the kind it was made with; of a
 * shared one the list can change.
 */
public sealed interface Sharing {
    /** Nobody else. */
    Sharing PRIVATE = new Private();

    /** Whether another user than its own may use the account. */
    boolean admits(String userId);

    record Private() implements Sharing {
        @Override
        public boolean admits(String userId) {
            return false;
        }
    }

    /**
     * Whom the list admits; in the beginning nobody. To be denied beats to be admitted.
     *
     * @param everyone whether every user of the tenant is admitted who is not denied
     */
    record Shared(boolean everyone, List<String> allowed, List<String> denied) implements Sharing {
        /** Users that each of the lists may name. */
        public static final int MOST_NAMED = 1000;

        public static final Shared WITH_NOBODY = new Shared(false, List.of(), List.of());

        public Shared {
            allowed = allowed.stream().distinct().toList();
            denied = denied.stream().distinct().toList();
            if (allowed.size() > MOST_NAMED || denied.size() > MOST_NAMED) {
                throw new IllegalArgumentException("At most " + MOST_NAMED + " users are named");
            }
        }

        @Override
        public boolean admits(String userId) {
            return !denied.contains(userId) && (everyone || allowed.contains(userId));
        }

        public Shared changed(Change change) {
            return new Shared(
                    change.everyone.orElse(everyone), change.allowed.orElse(allowed), change.denied.orElse(denied));
        }
    }

    /** A change of a list; what is empty stays as it is. */
    record Change(Optional<Boolean> everyone, Optional<List<String>> allowed, Optional<List<String>> denied) {
        public Change {
            allowed = allowed.map(List::copyOf);
            denied = denied.map(List::copyOf);
        }
    }
}

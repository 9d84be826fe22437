package dev.patchbay.toolkit;

import java.util.List;
import java.util.Optional;

/**
 * How the arguments of the next page follow from an answer. The result then has a member {@code next_page} with the whole
 * arguments of the next call; on the last page it has none.
 */
public sealed interface Paging {

    /** The first of {@code members} that is in the answer as a non-empty text or a number becomes the argument. */
    record ByToken(String argument, List<String> members) implements Paging {
        public ByToken {
            members = List.copyOf(members);
        }
    }

    /**
     * The offset argument grows by the number of elements of the result's list {@code items}.
     *
     * @param more how the answer says that there is more
     */
    record ByOffset(String argument, String items, More more) implements Paging {}

    sealed interface More {
        /** A boolean member of the answer. */
        record Flag(String member) implements More {}

        /**
         * There may be more whenever a page is full.
         *
         * @param size argument that sets the size of a page
         * @param byDefault the size without it, where the service documents one; otherwise nothing is said then
         */
        record FullPage(String size, Optional<Integer> byDefault) implements More {}
    }
}

package dev.patchbay.authstore.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of the keys that sign session tokens, apart from the keys. Called inside a transaction. */
public interface SigningKeyTable {

    /** Oldest first, removed ones too. */
    List<Row> all();

    void add(Row row);

    /** Marks it removed, unless it was before. */
    boolean remove(String kid, Instant at);

    /** Makes others who call this wait until the present transaction has ended. */
    void lock();

    /**
     * One key.
     *
     * @param kid its name in tokens
     * @param version its version among the installation's keys of this purpose
     * @param signsFrom from when on tokens are signed with it
     */
    record Row(String kid, int version, Instant createdAt, Instant signsFrom, Optional<Instant> removedAt) {}
}

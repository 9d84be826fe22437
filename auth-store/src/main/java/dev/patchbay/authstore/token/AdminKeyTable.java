package dev.patchbay.authstore.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where operators' keys are kept: their keyed hash and what may be shown. Called inside a transaction. */
public interface AdminKeyTable {

    void add(Row row);

    /** A key that is not revoked. */
    Optional<String> idByHash(byte[] hash);

    /** Newest first, revoked ones too. */
    List<Shown> all();

    /** Marks it revoked, unless it was before. */
    boolean revoke(String id, Instant at);

    /** Makes others who call this wait until the present transaction has ended. */
    void lock();

    /** A new row. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier to the table; nobody compares it
    record Row(String id, String name, byte[] hash, String lastFour, Instant createdAt) {}

    /** What lists may show of a key. */
    record Shown(String id, String name, String lastFour, Instant createdAt, Optional<Instant> revokedAt) {}
}

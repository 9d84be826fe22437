package dev.patchbay.authstore.exchange;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.util.List;

/** Where exchanges and their answers are kept, sealed. Called inside a transaction of the tenant, {@link #deleteExpired} in one without. */
public interface AnswerTable {

    void open(TenantId tenant, String exchange, Instant expiresAt);

    /** Its answers go with it. */
    void close(TenantId tenant, String exchange);

    /** Whether it is open, and has fewer answers waiting than this. */
    boolean hasRoom(TenantId tenant, String exchange, Instant at, int most);

    /** False when the exchange was closed meanwhile. */
    boolean add(TenantId tenant, String exchange, Row row, Instant expiresAt);

    /** Deletes what has not expired and returns it; of several at once each row goes to one. */
    List<Row> take(TenantId tenant, String exchange, Instant at);

    /** Of every tenant. */
    int deleteExpired();

    @SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
    record Row(String id, byte[] sealed) {}
}

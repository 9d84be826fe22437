package dev.patchbay.authstore.token;

import dev.patchbay.authstore.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Where Connect links are kept, their tokens as keyed hashes only. */
public interface ConnectLinkTable {

    /** Called inside a transaction of the tenant. */
    void add(TenantId tenant, String id, byte[] hash, NewConnectLink link, Instant at);

    /** Called inside a transaction that carries this hash. */
    Optional<ConnectLink> byHash(byte[] hash);

    /**
     * Counts a try, unless the link is used, expired or was tried as often as it may be; called inside a transaction of the
     * tenant.
     *
     * @return how often it was tried, this try included; empty when it was not counted
     */
    OptionalInt attempt(TenantId tenant, String id, int most, Instant at);

    /** Marks it used, unless it was used or has expired; called inside a transaction of the tenant, which then holds the row. */
    boolean use(TenantId tenant, String id, Instant at);

    /** Called inside a transaction of the tenant. */
    void deleteExpiredBefore(TenantId tenant, Instant at);
}

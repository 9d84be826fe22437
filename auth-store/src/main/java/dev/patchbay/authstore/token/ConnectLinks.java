package dev.patchbay.authstore.token;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes, recognises and spends Connect links. Like API keys they are kept as keyed hashes, and found by them before it is
 * known whose they are.
 */
@ApplicationScoped
public class ConnectLinks {
    /** So long the page of an expired link can still say that it has expired. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final TenantTransactions transactions;
    private final ConnectLinkTable table;
    private final KeyHash keyHash;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;

    ConnectLinks(
            TenantTransactions transactions,
            ConnectLinkTable table,
            KeyHash keyHash,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.keyHash = keyHash;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** A new link. Whoever holds the token may connect the account: it is shown once and cannot be read again. */
    public record Made(String id, String token) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    /** Makes a link, and forgets those of the tenant that expired long ago. */
    public Made create(TenantId tenant, NewConnectLink link) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var made = new Made(ids.next(Ids.Kind.LINK), KeyText.LINK.mint(random));
        transactions.run(tenant, () -> {
            table.deleteExpiredBefore(tenant, now.minus(REMEMBERED));
            table.add(tenant, made.id(), keyHash.of(made.token()), link, now);
        });
        return made;
    }

    /** The link of this token, used and expired ones too; empty when it is malformed or unknown, and which is not said. */
    public Optional<ConnectLink> find(String presented) {
        if (!KeyText.LINK.isWellFormed(presented)) {
            return Optional.empty();
        }
        byte[] hash = keyHash.of(presented);
        return transactions.withLinkHash(hash, () -> table.byHash(hash));
    }

    /**
     * Counts a try.
     *
     * @return which one it is, beginning with 1; of several who try at once, each gets another. Empty when there may be none,
     *     because the link is used or expired, or was tried so often already
     */
    public OptionalInt attempt(ConnectLink link, int most) {
        return transactions.call(link.tenant(), () -> table.attempt(link.tenant(), link.id(), most, clock.instant()));
    }

    /** Spends the link; of several who try at once, one gets true. To be called in the transaction of what it is spent for. */
    public boolean use(ConnectLink link) {
        return transactions.call(link.tenant(), () -> table.use(link.tenant(), link.id(), clock.instant()));
    }
}

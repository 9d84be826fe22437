package dev.patchbay.authstore.token;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.crypto.SystemKeyVersions;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps the key pairs that sign session tokens: every one ever made, so that what happened can be seen; which of them count is
 * for the reader to decide. Joins the present transaction, if there is one.
 */
@ApplicationScoped
public class SigningKeyStore {
    private static final String PURPOSE = "session-jwt";

    private final TenantTransactions transactions;
    private final SigningKeyTable table;
    private final SystemKeyVersions keys;
    private final Ids ids;
    private final Clock clock;

    SigningKeyStore(
            TenantTransactions transactions, SigningKeyTable table, SystemKeyVersions keys, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is kept of one key.
     *
     * @param pair the pair as it was given; the caller wipes it
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier; nobody compares it
    public record Kept(SigningKeyTable.Row row, byte[] pair) {}

    /**
     * Oldest first.
     *
     * @throws dev.patchbay.authstore.crypto.WrongKeyException when the key file does not belong to this database
     */
    public List<Kept> all() {
        return transactions.joining(() -> {
            var pairs = keys.all(PURPOSE);
            return table.all().stream()
                    .map(row -> new Kept(
                            row,
                            Optional.ofNullable(pairs.get(row.version()))
                                    .orElseThrow(() ->
                                            new IllegalStateException("Signing key " + row.kid() + " is missing"))))
                    .toList();
        });
    }

    /**
     * Adds a key; its name.
     *
     * @param pair is wiped
     */
    public String add(byte[] pair, Instant signsFrom) {
        return transactions.joining(() -> {
            table.lock();
            return added(pair, signsFrom);
        });
    }

    /** Adds a key unless there is one that is not removed, and says which: of several nodes that try at once, one succeeds. */
    public Optional<String> addFirst(Supplier<byte[]> pair) {
        return transactions.joining(() -> {
            table.lock();
            var any = table.all().stream().anyMatch(row -> row.removedAt().isEmpty());
            return any ? Optional.empty() : Optional.of(added(pair.get(), clock.instant()));
        });
    }

    /** Whether there was such a key that was not removed before. */
    public boolean remove(String kid) {
        return transactions.joining(() -> {
            table.lock();
            return table.remove(kid, clock.instant());
        });
    }

    private String added(byte[] pair, Instant signsFrom) {
        var version = keys.add(PURPOSE, pair);
        var kid = ids.next(Ids.Kind.SIGNING_KEY);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        table.add(new SigningKeyTable.Row(kid, version, now, signsFrom, Optional.empty()));
        return kid;
    }
}

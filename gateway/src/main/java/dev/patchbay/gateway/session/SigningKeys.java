package dev.patchbay.gateway.session;

import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.token.SigningKeyStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign session tokens (ES256), the same on every node: kept in the database, wrapped by the key-encryption key,
 * and read again when what is known of them is four seconds old. So a key that is removed on another node is refused here
 * within five seconds, and one that is new there is known here before it signs.
 *
 * <p>A token that names an unknown key has the keys read again at most once a second, however many such tokens come.
 */
@ApplicationScoped
public class SigningKeys implements TokenKeys {
    static final Duration TRUSTED = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** How long before it signs a key is known: longer than any node trusts what it knows. */
    private static final Duration NOTICE = Duration.ofSeconds(10);

    private static final Pattern KID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final SigningKeyStore store;
    private final TenantTransactions transactions;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable Known known;

    SigningKeys(SigningKeyStore store, TenantTransactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param at reading of {@link System#nanoTime}, which no change of the clock disturbs */
    private record Known(SigningKeyRing ring, long at) {
        boolean isOlderThan(Duration age) {
            return System.nanoTime() - at >= age.toNanos();
        }
    }

    /** What may be told of a key. */
    public record Shown(
            String kid,
            State state,
            Instant createdAt,
            Instant signsFrom,
            Optional<Instant> checksUntil,
            Optional<Instant> removedAt) {}

    /** What a key is for at a moment. */
    public enum State {
        /** Known to every node, signs soon. */
        NEXT,
        SIGNING,
        /** Signs no more; tokens it signed are still good. */
        CHECKING,
        /** Its last token has ended. */
        ENDED,
        REMOVED
    }

    /**
     * Makes the first key if there is none. Joins the present transaction.
     *
     * @return its name, if it was made now
     * @throws dev.patchbay.authstore.crypto.WrongKeyException when the key file does not belong to this database; then nothing
     *     was written
     */
    public Optional<String> begin() {
        transactions.afterCommit(this::forget);
        return ring(store.all()).keys().isEmpty() ? store.addFirst(SigningPair::fresh) : Optional.empty();
    }

    /** Fails unless there is a key to sign with. */
    public void prove() {
        forget();
        signing();
    }

    @Override
    public SigningKey signing() {
        return ring(TRUSTED).signing(clock.instant());
    }

    @Override
    public Optional<PublicKey> checking(String kid) {
        if (!KID.matcher(kid).matches()) {
            return Optional.empty();
        }
        var ring = ring(TRUSTED);
        if (!ring.knows(kid)) {
            ring = ring(PAUSE);
        }
        return ring.checking(kid, clock.instant());
    }

    /** Newest first. */
    public List<Shown> all() {
        var now = clock.instant();
        var kept = store.all();
        var ring = ring(kept);
        return kept.reversed().stream().map(key -> shown(key, ring, now)).toList();
    }

    /** Makes a key that signs ten seconds from now, when every node knows it. Joins the present transaction. Its name. */
    public String rotate() {
        return transactions.joining(() -> {
            transactions.afterCommit(this::forget);
            return store.add(SigningPair.fresh(), clock.instant().plus(NOTICE));
        });
    }

    /**
     * Refuses every token the key has signed: at once here, within five seconds on other nodes. If it is the one that signs,
     * another takes its place at once. Joins the present transaction.
     *
     * @return whether there was such a key that was not removed before
     */
    public boolean remove(String kid) {
        return transactions.joining(() -> {
            transactions.afterCommit(this::forget);
            var now = clock.instant();
            var signed = ring(store.all()).signing(now).kid().equals(kid);
            var removed = store.remove(kid);
            if (removed && signed) {
                store.add(SigningPair.fresh(), now);
            }
            return removed;
        });
    }

    /** Waits for a read under way, so that nothing read before a commit outlives the forgetting after it. */
    private void forget() {
        reading.lock();
        try {
            known = null;
        } finally {
            reading.unlock();
        }
    }

    private SigningKeyRing ring(Duration trusted) {
        var present = known;
        if (present != null && !present.isOlderThan(trusted)) {
            return present.ring();
        }
        reading.lock();
        try {
            present = known;
            if (present == null || present.isOlderThan(trusted)) {
                var at = System.nanoTime(); // before reading: what is read may be older than the reading's end
                present = new Known(read(), at);
                known = present;
            }
            return present.ring();
        } finally {
            reading.unlock();
        }
    }

    private SigningKeyRing read() {
        return transactions.system(() -> ring(store.all()));
    }

    private static SigningKeyRing ring(List<SigningKeyStore.Kept> kept) {
        kept.stream()
                .filter(key -> key.row().removedAt().isPresent())
                .forEach(key -> Arrays.fill(key.pair(), (byte) 0));
        return new SigningKeyRing(kept.stream()
                .filter(key -> key.row().removedAt().isEmpty())
                .map(key -> new SigningKey(
                        key.row().kid(), key.row().createdAt(), key.row().signsFrom(), SigningPair.read(key.pair())))
                .toList());
    }

    private static Shown shown(SigningKeyStore.Kept key, SigningKeyRing ring, Instant now) {
        var row = key.row();
        var inRing = ring.keys().stream()
                .filter(each -> each.kid().equals(row.kid()))
                .findFirst();
        var end = inRing.map(ring::end).filter(instant -> !instant.equals(Instant.MAX));
        var state = State.REMOVED;
        if (inRing.isPresent()) {
            if (end.isPresent() && !now.isBefore(end.get())) {
                state = State.ENDED;
            } else if (ring.signing(now).equals(inRing.get())) {
                state = State.SIGNING;
            } else {
                state = row.signsFrom().isAfter(now) ? State.NEXT : State.CHECKING;
            }
        }
        return new Shown(row.kid(), state, row.createdAt(), row.signsFrom(), end, row.removedAt());
    }
}

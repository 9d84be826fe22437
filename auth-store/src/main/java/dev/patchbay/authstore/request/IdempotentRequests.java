package dev.patchbay.authstore.request;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.AbsentKeyException;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sees to it that a request with a key is carried out once, on whichever node it arrives, and keeps its answer for a day. The
 * only class that decrypts kept answers.
 *
 * <p>The claim is committed before anything is done. So when the process dies in between, the claim stays, and whoever repeats
 * the request learns that its outcome is unknown; it is never taken over.
 */
@ApplicationScoped
public class IdempotentRequests {
    /** So many are kept of a tenant at a time, because each may hold an answer. Of several claims at once a few more may be let in. */
    public static final int MOST = 10_000;

    private static final Duration LIFETIME = Duration.ofHours(24);
    /** Longer than any request takes; afterwards whoever claimed it is taken for dead. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final TenantTransactions transactions;
    private final RequestTable table;
    private final DataKeys keys;
    private final EnvelopeCipher cipher;
    private final Clock clock;

    IdempotentRequests(
            TenantTransactions transactions, RequestTable table, DataKeys keys, EnvelopeCipher cipher, Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.keys = keys;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * Tries to be the one that carries a request out.
     *
     * @param fingerprint SHA-256 of all that makes it this request and no other
     * @throws dev.patchbay.authstore.crypto.BrokenSealException when what is kept was changed or moved
     */
    public Claim claim(TenantId tenant, RequestKey key, byte[] fingerprint) {
        return transactions.call(tenant, () -> {
            var now = clock.instant();
            var begun = seal(tenant, key, new RequestRecord(fingerprint, Optional.empty()));
            if (table.add(tenant, key, begun, now, now.plus(LIFETIME))) {
                if (table.count(tenant, now, MOST + 1) > MOST) {
                    table.delete(tenant, key);
                    return new Claim.Full();
                }
                return new Claim.First();
            }
            return earlier(tenant, key)
                    .map(found -> found.like(fingerprint, now))
                    .orElseGet(() -> new Claim.Running(now)); // abandoned this moment: free when it is asked again
        });
    }

    /** Keeps the answer of a request that was claimed. */
    public void finish(TenantId tenant, RequestKey key, byte[] fingerprint, KeptAnswer answer) {
        transactions.run(
                tenant,
                () -> table.replace(
                        tenant, key, seal(tenant, key, new RequestRecord(fingerprint, Optional.of(answer)))));
    }

    /** Forgets a request that was claimed and then not carried out. */
    public void abandon(TenantId tenant, RequestKey key) {
        transactions.run(tenant, () -> table.delete(tenant, key));
    }

    /** Deletes what has expired in every tenant; nothing of it is seen. */
    public int deleteExpired() {
        return transactions.system(table::deleteExpired);
    }

    private record Earlier(RequestRecord request, Instant since) {

        private Claim like(byte[] fingerprint, Instant now) {
            if (!MessageDigest.isEqual(request.fingerprint(), fingerprint)) {
                return new Claim.Different();
            }
            return request.answer()
                    .<Claim>map(Claim.Answered::new)
                    .orElseGet(() ->
                            now.isBefore(since.plus(LONGEST)) ? new Claim.Running(since) : new Claim.Unfinished(since));
        }
    }

    private Optional<Earlier> earlier(TenantId tenant, RequestKey key) {
        try {
            return read(tenant, key);
        } catch (AbsentKeyException rotated) { // perhaps just now, after the row was read
            return read(tenant, key);
        }
    }

    private Optional<Earlier> read(TenantId tenant, RequestKey key) {
        return table.find(tenant, key).map(row -> new Earlier(open(tenant, key, row.sealed()), row.startedAt()));
    }

    /** Called in the transaction that stores it. */
    private byte[] seal(TenantId tenant, RequestKey key, RequestRecord request) {
        try (var plaintext = Secret.takeOwnershipOf(request.bytes())) {
            return cipher.seal(
                    keys.forSealing(tenant, RequestPlace.PURPOSE, 1), RequestPlace.of(tenant, key.id()), plaintext);
        }
    }

    @RevealsSecret("whoever sent the request gets its answer again")
    private RequestRecord open(TenantId tenant, RequestKey key, byte[] sealed) {
        var dataKey = keys.version(tenant, RequestPlace.PURPOSE, EnvelopeCipher.keyVersion(sealed));
        try (var plaintext = cipher.open(dataKey, RequestPlace.of(tenant, key.id()), sealed)) {
            return plaintext.reveal(RequestRecord::of);
        }
    }
}

package dev.patchbay.authstore.crypto;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The data keys of each tenant, one per purpose and version: random, wrapped by a key-encryption key, made on first use. The
 * newest version seals, the others open what they sealed. A version never changes, so unwrapped ones stay in memory for five
 * minutes at most; which one is the newest is read each time.
 *
 * <p>A key seals at most {@code patchbay.data-key.max-uses} times, on all nodes together; then another version takes over.
 */
@ApplicationScoped
public class DataKeys {
    private static final Duration UNWRAPPED = Duration.ofMinutes(5);
    private static final int MOST = 10_000;
    private static final int KEY_BYTES = 32;
    private static final int PATIENCE = 20;
    /** NIST SP 800-38D, 8.3, with random nonces. */
    private static final long ALLOWED = 1L << 32;

    private static final long LARGEST_BLOCK = 1000;

    private final TenantTransactions transactions;
    private final DataKeyTable table;
    private final KeyProvider keks;
    private final SecureRandom random;
    private final long maxUses;
    private final Cache<Address, DataKey> unwrapped =
            Caffeine.newBuilder().expireAfterWrite(UNWRAPPED).maximumSize(MOST).build();
    private final Cache<Address, AtomicLong> reserved =
            Caffeine.newBuilder().maximumSize(MOST).build();

    DataKeys(
            TenantTransactions transactions,
            DataKeyTable table,
            KeyProvider keks,
            SecureRandom random,
            @ConfigProperty(name = "patchbay.data-key.max-uses", defaultValue = "1073741824") long maxUses) {
        if (maxUses < 1 || maxUses > ALLOWED) {
            throw new IllegalArgumentException(
                    "patchbay.data-key.max-uses must be from 1 to " + ALLOWED + "; it is " + maxUses);
        }
        this.transactions = transactions;
        this.table = table;
        this.keks = keks;
        this.random = random;
        this.maxUses = maxUses;
    }

    /**
     * The key to seal with; made if there is none. It stays until the present transaction ends, in which whatever it seals has
     * to be stored: that is how rotation knows when a version is used no more.
     *
     * @param seals how many values are going to be sealed with it
     * @throws WrongKeyException when the stored key does not unwrap
     * @throws IllegalStateException outside a transaction, or when the tenant was shredded
     */
    public DataKey forSealing(TenantId tenant, String purpose, int seals) {
        if (!transactions.inTransaction()) {
            throw new IllegalStateException("What a key seals must be stored in the transaction that asks for the key");
        }
        return transactions.call(tenant, () -> {
            for (int attempt = 0; attempt < PATIENCE; attempt++) {
                var newest = table.holdNewest(tenant, purpose);
                if (newest.isEmpty()) {
                    addFirst(tenant, purpose);
                } else if (mayUse(address(tenant, purpose, newest.get().version()), seals)) {
                    return opened(address(tenant, purpose, newest.get().version()), newest.get());
                } else {
                    addVersion(tenant, purpose, newest.get().version() + 1);
                }
            }
            throw new IllegalStateException("No data key could be had while others kept being made");
        });
    }

    /**
     * The key that a value was sealed with.
     *
     * @throws WrongKeyException when the stored key does not unwrap
     * @throws AbsentKeyException when there is no such version
     */
    public DataKey version(TenantId tenant, String purpose, int version) {
        var address = address(tenant, purpose, version);
        var known = Optional.ofNullable(unwrapped.getIfPresent(address));
        return known.orElseGet(() -> transactions.call(tenant, () -> {
            var stored = table.version(tenant, purpose, version).orElseThrow(AbsentKeyException::new);
            return opened(address, stored);
        }));
    }

    /** Forgets the tenant's unwrapped keys. */
    public void forget(TenantId tenant) {
        unwrapped.asMap().keySet().removeIf(address -> address.tenant.equals(tenant));
    }

    void addVersion(TenantId tenant, String purpose, int version) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var wrapped = keks.current().wrap(KeySlot.ofTenant(tenant, purpose, version), key);
        Arrays.fill(key, (byte) 0);
        if (!table.add(tenant, new DataKeyTable.Name(purpose, version), wrapped)) {
            throw new IllegalStateException("The tenant does not exist any more; nothing is sealed for it");
        }
    }

    /** Version 1 must be the first that ever was: once retired its number stays unused, as values may still name it. */
    private void addFirst(TenantId tenant, String purpose) {
        if (table.all(tenant).stream().noneMatch(name -> name.purpose().equals(purpose))) {
            addVersion(tenant, purpose, 1);
        }
    }

    private DataKey opened(Address address, DataKeyTable.Stored stored) {
        var known = Optional.ofNullable(unwrapped.getIfPresent(address));
        return known.orElseGet(() -> {
            byte[] key = keks.current()
                    .unwrap(KeySlot.ofTenant(address.tenant, address.purpose, address.version), stored.key());
            var opened = new DataKey(stored.version(), new SecretKeySpec(key, "AES"));
            Arrays.fill(key, (byte) 0);
            // A key made in a transaction that is rolled back must not seal anything that stays.
            transactions.afterCommit(() -> unwrapped.put(address, opened));
            return opened;
        });
    }

    /** Takes from what this node reserved, or reserves more; the reservation counts once its transaction has committed. */
    private boolean mayUse(Address address, int seals) {
        var left = reserved.get(address, _ -> new AtomicLong());
        if (left.getAndUpdate(uses -> uses >= seals ? uses - seals : uses) >= seals) {
            return true;
        }
        var name = new DataKeyTable.Name(address.purpose, address.version);
        var block = Math.clamp(maxUses / 100, 1, LARGEST_BLOCK);
        if (block > seals && table.reserve(address.tenant, name, block, maxUses)) {
            transactions.afterCommit(() -> left.addAndGet(block - seals));
            return true;
        }
        // What seals more at once than a key may in all gets a key of its own.
        return table.reserve(address.tenant, name, seals, Math.max(maxUses, seals));
    }

    private static Address address(TenantId tenant, String purpose, int version) {
        return new Address(tenant, purpose, version);
    }

    private record Address(TenantId tenant, String purpose, int version) {}
}

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
import javax.crypto.spec.SecretKeySpec;

/**
 * The data keys of each tenant, one per purpose and version: random, wrapped by a key-encryption key, made on first use.
 * Unwrapped keys stay in memory for five minutes at most.
 */
@ApplicationScoped
public class DataKeys {
    private static final Duration UNWRAPPED = Duration.ofMinutes(5);
    private static final int MOST = 10_000;
    private static final int KEY_BYTES = 32;
    private static final int NEWEST = 0;

    private final TenantTransactions transactions;
    private final DataKeyTable table;
    private final KeyEncryptionKeys keks;
    private final SecureRandom random;
    private final Cache<Name, DataKey> unwrapped =
            Caffeine.newBuilder().expireAfterWrite(UNWRAPPED).maximumSize(MOST).build();

    DataKeys(TenantTransactions transactions, DataKeyTable table, KeyEncryptionKeys keks, SecureRandom random) {
        this.transactions = transactions;
        this.table = table;
        this.keks = keks;
        this.random = random;
    }

    /**
     * The key to seal with; made if there is none.
     *
     * @throws WrongKeyException when the stored key does not unwrap
     */
    public DataKey newest(TenantId tenant, String purpose) {
        return key(new Name(tenant, purpose, NEWEST));
    }

    /**
     * The key that a value was sealed with.
     *
     * @throws WrongKeyException when the stored key does not unwrap
     * @throws BrokenSealException when there is no such version
     */
    public DataKey version(TenantId tenant, String purpose, int version) {
        return key(new Name(tenant, purpose, version));
    }

    private DataKey key(Name name) {
        var known = Optional.ofNullable(unwrapped.getIfPresent(name));
        return known.orElseGet(() -> {
            var key = unwrap(transactions.call(name.tenant, () -> stored(name)));
            // A key made in a transaction that is rolled back must not seal anything that stays.
            transactions.afterCommit(() -> unwrapped.put(name, key));
            return key;
        });
    }

    private DataKeyTable.Stored stored(Name name) {
        if (name.version != NEWEST) {
            return table.version(name.tenant, name.purpose, name.version)
                    .orElseThrow(() -> new BrokenSealException("A stored value names a key that does not exist"));
        }
        return table.newest(name.tenant, name.purpose).orElseGet(() -> {
            table.addFirst(name.tenant, name.purpose, fresh());
            return table.newest(name.tenant, name.purpose).orElseThrow();
        });
    }

    private WrappedKey fresh() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        var wrapped = keks.wrap(key);
        Arrays.fill(key, (byte) 0);
        return wrapped;
    }

    private DataKey unwrap(DataKeyTable.Stored stored) {
        byte[] key = keks.unwrap(stored.key());
        var unwrappedKey = new DataKey(stored.version(), new SecretKeySpec(key, "AES"));
        Arrays.fill(key, (byte) 0);
        return unwrappedKey;
    }

    private record Name(TenantId tenant, String purpose, int version) {}
}

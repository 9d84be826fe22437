package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Keys of the installation, one per purpose, the same on every node: made once, stored wrapped by a key-encryption key.
 * Asking for one at start proves that the key file belongs to this database.
 */
@ApplicationScoped
public class SystemKeys {
    private static final int VERSION = 1;

    private final TenantTransactions transactions;
    private final SystemKeyTable table;
    private final KeyProvider keks;
    private final Map<String, byte[]> unwrapped = new ConcurrentHashMap<>();

    SystemKeys(TenantTransactions transactions, SystemKeyTable table, KeyProvider keks) {
        this.transactions = transactions;
        this.table = table;
        this.keks = keks;
    }

    /**
     * The key for a purpose, as a copy the caller owns.
     *
     * @param fresh makes the key if there is none, e.g. 32 random bytes, or a private key in PKCS#8. Its result may lose
     *     against another node's, and is wiped
     * @throws WrongKeyException when the stored key does not unwrap; nothing was written
     */
    public byte[] get(String purpose, Supplier<byte[]> fresh) {
        return unwrapped
                .computeIfAbsent(
                        purpose,
                        _ -> keks.current().unwrap(slot(purpose), transactions.system(() -> stored(purpose, fresh))))
                .clone();
    }

    private WrappedKey stored(String purpose, Supplier<byte[]> fresh) {
        return table.find(purpose).orElseGet(() -> {
            byte[] key = fresh.get();
            table.add(purpose, keks.current().wrap(slot(purpose), key));
            Arrays.fill(key, (byte) 0);
            return table.find(purpose).orElseThrow();
        });
    }

    private static KeySlot slot(String purpose) {
        return KeySlot.ofInstallation(purpose, VERSION);
    }
}

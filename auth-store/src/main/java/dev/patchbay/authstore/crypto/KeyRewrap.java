package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Wraps every stored key anew with the primary key-encryption key, in small transactions, so that the other key-encryption
 * keys can be taken away. How far it got is read from the tables: cut short, the next call goes on.
 */
@ApplicationScoped
public class KeyRewrap {
    private static final Logger LOG = Logger.getLogger(KeyRewrap.class);
    private static final int BATCH = 100;

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final WrappedKeyTable table;
    private final KeyProvider keks;

    KeyRewrap(TenantTransactions transactions, Tenants tenants, WrappedKeyTable table, KeyProvider keks) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.table = table;
        this.keks = keks;
    }

    /**
     * What one call did.
     *
     * @param rewrapped keys wrapped anew
     * @param unreadable keys that did not unwrap although their key-encryption key is there; they stay as they are
     */
    public record Rewrapped(long rewrapped, long unreadable) {}

    /** Keys whose key-encryption key is not at hand stay as they are; {@link KeyUsage} tells how many there are. */
    public Rewrapped run() {
        var installation = each(() -> transactions.system(
                () -> batch(table.installationKeysUnder(others(), BATCH), table::replaceInstallationKey)));
        return tenants.all().stream().map(tenant -> ofTenant(tenant.id())).reduce(installation, KeyRewrap::sum);
    }

    private Rewrapped ofTenant(TenantId tenant) {
        return each(() -> transactions.call(
                tenant,
                () -> batch(
                        table.tenantKeysUnder(tenant, others(), BATCH),
                        (read, rewrapped) -> table.replaceTenantKey(tenant, read, rewrapped))));
    }

    private static Rewrapped each(Supplier<Rewrapped> batch) {
        var all = new Rewrapped(0, 0);
        while (true) {
            var done = batch.get();
            all = sum(all, done);
            if (done.rewrapped == 0) { // nothing is left but what stays as it is
                return new Rewrapped(all.rewrapped, done.unreadable);
            }
        }
    }

    private Rewrapped batch(
            List<WrappedKeyTable.Stored> found, BiConsumer<WrappedKeyTable.Stored, WrappedKey> replace) {
        var rewrapped = 0L;
        for (var stored : found) {
            try {
                byte[] key = keks.current().unwrap(stored.slot(), stored.key());
                replace.accept(stored, keks.current().wrap(stored.slot(), key));
                Arrays.fill(key, (byte) 0);
                rewrapped++;
            } catch (WrongKeyException broken) {
                LOG.errorf(broken, "a stored key stays as it is: %s", stored.slot());
            }
        }
        return new Rewrapped(rewrapped, found.size() - rewrapped);
    }

    /** The keys that wrap nothing new any more. What needs one that is not at hand is left alone. */
    private List<String> others() {
        var ids = keks.current().ids();
        return ids.subList(1, ids.size());
    }

    private static Rewrapped sum(Rewrapped one, Rewrapped other) {
        return new Rewrapped(one.rewrapped + other.rewrapped, one.unreadable + other.unreadable);
    }
}

package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Replaces a tenant's data keys while they are used: a new version seals from the moment it is committed, then everything
 * sealed before is sealed anew in small transactions, then the old versions are deleted.
 *
 * <p>How far it got is read from the tables, so a rotation that was cut short is finished by the next one, or by
 * {@link #finish}; several at once help each other and end on one key.
 */
@ApplicationScoped
public class DataKeyRotation {
    private static final Logger LOG = Logger.getLogger(DataKeyRotation.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int MOST_PASSES = 200;

    private final TenantTransactions transactions;
    private final DataKeyTable table;
    private final DataKeys keys;
    private final EnvelopeCipher cipher;
    private final Map<String, List<SealedRows>> rows;
    private final int batch;

    DataKeyRotation(
            TenantTransactions transactions,
            DataKeyTable table,
            DataKeys keys,
            EnvelopeCipher cipher,
            @All List<SealedRows> rows,
            @ConfigProperty(name = "patchbay.data-key.rotation-batch", defaultValue = "20") int batch) {
        this.transactions = transactions;
        this.table = table;
        this.keys = keys;
        this.cipher = cipher;
        this.rows = rows.stream().collect(Collectors.groupingBy(SealedRows::purpose));
        this.batch = batch;
    }

    /**
     * How it ended for one purpose.
     *
     * @param resealed values sealed anew by this call
     * @param unreadable values that do not open and stay as they are, with the old versions they name
     * @param old versions that are still there: 0, unless something is unreadable or in use all the time
     */
    public record Rotated(String purpose, int version, long resealed, long unreadable, int old) {}

    /**
     * Makes a new version of each of the tenant's keys, which seals from now on; joins the present transaction. What is there
     * need not open, so this also replaces keys that are lost.
     */
    public Map<String, Integer> begin(TenantId tenant) {
        return transactions.call(tenant, () -> {
            var newest = newest(table.all(tenant));
            newest.replaceAll((purpose, version) -> {
                tables(purpose); // what nothing can be resealed for must not be rotated
                keys.addVersion(tenant, purpose, version + 1);
                return version + 1;
            });
            return newest;
        });
    }

    /** Seals everything anew that an older version sealed, then deletes the older versions. Does nothing if there is none. */
    public List<Rotated> finish(TenantId tenant) {
        var versions = transactions.call(tenant, () -> table.all(tenant));
        return newest(versions).keySet().stream()
                .map(purpose -> finish(tenant, purpose))
                .toList();
    }

    private Rotated finish(TenantId tenant, String purpose) {
        var resealed = 0L;
        for (int pass = 0; ; pass++) {
            var swept = new Sweep(tenant, purpose);
            swept.run();
            resealed += swept.resealed;
            var old = retire(tenant, purpose);
            var version =
                    transactions.call(tenant, () -> newest(table.all(tenant)).getOrDefault(purpose, 0));
            if (old == 0 || pass >= MOST_PASSES || (swept.resealed == 0 && swept.unreadable > 0)) {
                return new Rotated(purpose, version, resealed, swept.unreadable, old);
            }
            pause();
        }
    }

    /** Deletes the older versions that nobody uses and nothing is sealed with; how many are left. */
    private int retire(TenantId tenant, String purpose) {
        return transactions.call(tenant, () -> {
            var newest = newest(table.all(tenant)).getOrDefault(purpose, 0);
            for (int version : table.lockUnheldBefore(tenant, new DataKeyTable.Name(purpose, newest))) {
                // Counted while nobody can seal with it any more: whoever did has committed and is counted.
                if (tables(purpose).stream().allMatch(kept -> kept.countSealedWith(tenant, version) == 0)) {
                    table.delete(tenant, new DataKeyTable.Name(purpose, version));
                }
            }
            return (int) table.all(tenant).stream()
                    .filter(name -> name.purpose().equals(purpose) && name.version() < newest)
                    .count();
        });
    }

    private Collection<SealedRows> tables(String purpose) {
        var tables = rows.getOrDefault(purpose, List.of());
        if (tables.isEmpty()) {
            throw new IllegalStateException("Nothing is known that the data key for '" + purpose + "' seals");
        }
        return tables;
    }

    private static Map<String, Integer> newest(List<DataKeyTable.Name> names) {
        var newest = new TreeMap<String, Integer>();
        names.forEach(name -> newest.merge(name.purpose(), name.version(), Math::max));
        return newest;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The rotation was interrupted; calling it again finishes it", stopped);
        }
    }

    /** One way through everything that is not sealed with the newest version. */
    private final class Sweep {
        private final TenantId tenant;
        private final String purpose;
        private long resealed;
        private long unreadable;

        Sweep(TenantId tenant, String purpose) {
            this.tenant = tenant;
            this.purpose = purpose;
        }

        void run() {
            for (var kept : tables(purpose)) {
                List<String> after = List.of();
                do {
                    var from = after;
                    after = transactions.call(tenant, () -> batch(kept, from));
                } while (!after.isEmpty());
            }
        }

        /** The id of the last row, or empty when there was none. */
        private List<String> batch(SealedRows kept, List<String> after) {
            var newest = newest(table.all(tenant)).getOrDefault(purpose, 0);
            if (!kept.anySealedOtherwise(tenant, newest, after)) {
                return List.of();
            }
            // First the key, then the rows, as whoever stores does: the other way round each could wait for the other.
            var to = keys.forSealing(tenant, purpose, batch);
            var found = kept.sealedOtherwise(tenant, to.version(), after, batch);
            found.forEach(row -> reseal(kept, row, to));
            return found.isEmpty() ? List.of() : found.getLast().id();
        }

        private void reseal(SealedRows kept, SealedRows.Row row, DataKey to) {
            for (var place : row.places()) {
                try {
                    var from = keys.version(tenant, purpose, EnvelopeCipher.keyVersion(row.envelope()));
                    kept.replace(tenant, row, cipher.reseal(from, to, place, row.envelope()));
                    resealed++;
                    return;
                } catch (BrokenSealException | WrongKeyException _) {
                    // Perhaps it belongs to the next place; if it opens in none it stays, and is reported.
                }
            }
            unreadable++;
            LOG.errorf("a sealed value does not open and was left as it is: tenant=%s purpose=%s", tenant, purpose);
        }
    }
}

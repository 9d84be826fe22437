package dev.patchbay.authstore.crypto;

import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which key-encryption keys the stored keys need, and whether those at hand are the right ones (R13). Only reads. */
@ApplicationScoped
public class KeyUsage {
    private final TenantTransactions transactions;
    private final WrappedKeyTable table;
    private final Set<String> lost;

    KeyUsage(
            TenantTransactions transactions,
            WrappedKeyTable table,
            @ConfigProperty(name = "patchbay.kek-lost") Optional<List<String>> lost) {
        this.transactions = transactions;
        this.table = table;
        this.lost = Set.copyOf(lost.orElse(List.of()));
    }

    /** How many keys are wrapped with one key-encryption key. */
    public record Count(String kekId, long installationKeys, long tenantKeys) {}

    /** What is needed, by id of the key-encryption key. */
    public List<Count> counts() {
        var counts = new TreeMap<String, Count>();
        installationKeys().forEach(stored -> counts.merge(stored.key().kekId(), one(stored), KeyUsage::sum));
        neededByTenants()
                .forEach(needed ->
                        counts.merge(needed.kekId(), new Count(needed.kekId(), 0, needed.keys()), KeyUsage::sum));
        return List.copyOf(counts.values());
    }

    /**
     * Why this node must not serve with these keys; empty when they are right. Tried on every key of the installation and on
     * one data key under each key-encryption key, except those that the operator gave up for lost ({@code patchbay.kek-lost}).
     */
    public List<String> problems(KeyEncryptionKeys keys) {
        var problems = new ArrayList<String>();
        var tried = new ArrayList<>(installationKeys());
        neededByTenants().stream()
                .filter(needed -> !lost.contains(needed.kekId()))
                .map(WrappedKeyTable.Needed::one)
                .forEach(tried::add);
        for (var stored : tried) {
            try {
                keys.unwrap(stored.slot(), stored.key());
            } catch (WrongKeyException wrong) {
                problems.add(String.valueOf(wrong.getMessage()));
            }
        }
        return List.copyOf(new HashSet<>(problems));
    }

    private List<WrappedKeyTable.Stored> installationKeys() {
        return transactions.system(table::installationKeys);
    }

    private List<WrappedKeyTable.Needed> neededByTenants() {
        return transactions.forJob("count keys", table::neededByTenants);
    }

    private static Count one(WrappedKeyTable.Stored stored) {
        return new Count(stored.key().kekId(), 1, 0);
    }

    private static Count sum(Count one, Count other) {
        return new Count(one.kekId, one.installationKeys + other.installationKeys, one.tenantKeys + other.tenantKeys);
    }
}

package dev.patchbay.authstore.token;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The keys of those who administer the installation: across all tenants, and never for anything a tenant's key is for. Kept
 * like API keys.
 */
@ApplicationScoped
public class AdminKeys {
    private static final int SHOWN = 4;

    private final TenantTransactions transactions;
    private final AdminKeyTable table;
    private final KeyHash hash;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;
    private final RecentReads<String, String> recent;

    AdminKeys(
            TenantTransactions transactions,
            AdminKeyTable table,
            KeyHash hash,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.hash = hash;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.recent = new RecentReads<>(transactions::inTransaction);
    }

    /** Joins the present transaction, if there is one. */
    public NewApiKey create(String name) {
        return create(name, _ -> {});
    }

    /**
     * As {@link #create(String)}.
     *
     * @param keep is given the key before it counts, so that a crash in between costs an unused text and never a key nobody has
     */
    public NewApiKey create(String name, Consumer<String> keep) {
        var text = KeyText.ADMIN.mint(random);
        var row = new AdminKeyTable.Row(
                ids.next(Ids.Kind.ADMIN_KEY),
                name,
                hash.of(text),
                text.substring(text.length() - SHOWN),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return transactions.joining(() -> {
            table.add(row);
            keep.accept(text);
            return new NewApiKey(row.id(), text);
        });
    }

    /** The id of the key; empty when it is malformed, unknown or revoked, and which is not said. */
    public Optional<String> authenticate(String presented) {
        if (!KeyText.ADMIN.isWellFormed(presented)) {
            return Optional.empty();
        }
        byte[] hashed = hash.of(presented);
        return recent.get(HexFormat.of().formatHex(hashed), _ -> transactions.system(() -> table.idByHash(hashed)));
    }

    public List<AdminKeyTable.Shown> all() {
        return transactions.system(table::all);
    }

    /** Whether anybody can administer the installation: there is a key that is not revoked. */
    public boolean anyValid() {
        return all().stream().anyMatch(key -> key.revokedAt().isEmpty());
    }

    /** Stops at once here and within five seconds on other nodes. Joins the present transaction, if there is one. */
    public Revocation revoke(String id) {
        return transactions.joining(() -> {
            table.lock(); // or two keys could revoke each other
            var valid = table.all().stream()
                    .filter(key -> key.revokedAt().isEmpty())
                    .toList();
            if (valid.stream().noneMatch(key -> key.id().equals(id))) {
                return Revocation.ABSENT;
            }
            if (valid.size() == 1) {
                return Revocation.LAST;
            }
            transactions.afterCommit(() -> recent.forgetValues(id::equals));
            table.revoke(id, clock.instant());
            return Revocation.REVOKED;
        });
    }

    /** What became of a wish to revoke a key. */
    public enum Revocation {
        REVOKED,
        /** There is no such key, or it was revoked before. */
        ABSENT,
        /** It is the only one left; nothing was done, or nobody could administer the installation. */
        LAST
    }
}

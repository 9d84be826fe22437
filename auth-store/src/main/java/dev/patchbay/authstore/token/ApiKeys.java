package dev.patchbay.authstore.token;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes, recognises and revokes API keys. Only a keyed hash of a key is kept, see {@link KeyHash}.
 *
 * <p>A revoked key stops at once on this node and within five seconds on the others.
 */
@ApplicationScoped
public class ApiKeys {
    private static final int SHOWN = 4;

    private final TenantTransactions transactions;
    private final ApiKeyTable table;
    private final KeyHash keyHash;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;
    private final RecentReads<String, ApiKeyTable.Found> recent;
    private final RecentReads<ById, ApiKeyTable.Shown> recentById;

    ApiKeys(
            TenantTransactions transactions,
            ApiKeyTable table,
            KeyHash keyHash,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.keyHash = keyHash;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.recent = new RecentReads<>(transactions::inTransaction);
        this.recentById = new RecentReads<>(transactions::inTransaction);
    }

    /** Makes a key that is good for everything of its tenant and does not expire. */
    public NewApiKey create(TenantId tenant, String name) {
        return create(tenant, name, KeyLimits.NONE);
    }

    public NewApiKey create(TenantId tenant, String name, KeyLimits limits) {
        var text = KeyText.API.mint(random);
        var row = new ApiKeyTable.Row(
                ids.next(Ids.Kind.API_KEY),
                name,
                keyHash.of(text),
                KeyText.API.prefix(),
                text.substring(text.length() - SHOWN),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                limits);
        transactions.run(tenant, () -> table.add(tenant, row));
        return new NewApiKey(row.id(), text);
    }

    /** The tenant's keys as lists may show them, newest first, revoked and expired ones too. */
    public List<ApiKeyTable.Shown> all(TenantId tenant) {
        return transactions.call(tenant, () -> table.all(tenant));
    }

    /**
     * Whom the key stands for; empty when it is malformed, unknown, expired, revoked or not for use from there, and which is
     * not said. The table finds a key by its keyed hash, so nothing that is compared with a secret takes longer the closer a
     * guess comes (R17).
     *
     * @param from where the request came from; null when that is not known
     */
    public Optional<ApiKeyIdentity> authenticate(String presented, @Nullable InetAddress from) {
        if (!KeyText.API.isWellFormed(presented)) {
            return Optional.empty();
        }
        byte[] hash = keyHash.of(presented);
        return recent.get(
                        HexFormat.of().formatHex(hash),
                        _ -> transactions.withApiKeyHash(hash, () -> table.byHash(hash)))
                .filter(found -> found.isValidAt(clock.instant()))
                .filter(found -> found.limits().admits(from))
                .map(ApiKeyTable.Found::identity);
    }

    /**
     * Whether a key that was authenticated before is still good, for work that outlasts a request. Known within five seconds,
     * like everything about keys.
     */
    public boolean isStillValid(TenantId tenant, String keyId) {
        return recentById
                .get(new ById(tenant, keyId), key -> shown(tenant, keyId))
                .filter(key -> key.revokedAt().isEmpty())
                .filter(key -> key.limits().admits(clock.instant()))
                .isPresent();
    }

    private Optional<ApiKeyTable.Shown> shown(TenantId tenant, String keyId) {
        return all(tenant).stream().filter(key -> key.id().equals(keyId)).findFirst();
    }

    /** Whether it has the form of a key, its checksum included; costs no database work. */
    public boolean isWellFormed(String text) {
        return KeyText.API.isWellFormed(text);
    }

    /**
     * Whose key this text is, of keys that were not revoked before; neither their end nor their addresses count. For whoever
     * found a key, not for letting anybody in.
     */
    public Optional<ApiKeyIdentity> ownerOf(String found) {
        if (!KeyText.API.isWellFormed(found)) {
            return Optional.empty();
        }
        byte[] hash = keyHash.of(found);
        return transactions
                .withApiKeyHash(hash, () -> table.byHash(hash))
                .filter(key -> key.revokedAt().isEmpty())
                .map(ApiKeyTable.Found::identity);
    }

    private record ById(TenantId tenant, String keyId) {}

    /** Whether there was such a key that was not revoked before. */
    public boolean revoke(TenantId tenant, String keyId) {
        return transactions.call(tenant, () -> {
            transactions.afterCommit(() -> {
                recent.forgetValues(found -> found.identity().tenant().equals(tenant)
                        && found.identity().keyId().equals(keyId));
                recentById.forgetKeys(new ById(tenant, keyId)::equals);
            });
            return table.revoke(tenant, keyId, clock.instant());
        });
    }
}

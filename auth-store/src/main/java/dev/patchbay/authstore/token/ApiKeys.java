package dev.patchbay.authstore.token;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.SystemKeys;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes, recognises and revokes API keys. Only an HMAC-SHA-256 of a key is kept, keyed with a pepper that is not in the
 * database in the clear: who reads the table can neither use a key nor check a guess.
 *
 * <p>A revoked key stops at once on this node and within five seconds on the others.
 */
@ApplicationScoped
public class ApiKeys {
    private static final String PEPPER = "api-key-pepper";
    private static final int PEPPER_BYTES = 32;
    private static final int SHOWN = 4;

    private final TenantTransactions transactions;
    private final ApiKeyTable table;
    private final SystemKeys systemKeys;
    private final Ids ids;
    private final SecureRandom random;
    private final Clock clock;
    private final RecentReads<String, ApiKeyTable.Found> recent;

    ApiKeys(
            TenantTransactions transactions,
            ApiKeyTable table,
            SystemKeys systemKeys,
            Ids ids,
            SecureRandom random,
            Clock clock) {
        this.transactions = transactions;
        this.table = table;
        this.systemKeys = systemKeys;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
        this.recent = new RecentReads<>(transactions::inTransaction);
    }

    /** Makes a key that does not expire. */
    public NewApiKey create(TenantId tenant, String name) {
        return create(tenant, name, Optional.empty());
    }

    public NewApiKey create(TenantId tenant, String name, Instant expiresAt) {
        return create(tenant, name, Optional.of(expiresAt));
    }

    /** Whom the key stands for; empty when it is malformed, unknown, expired or revoked, and which is not said. */
    public Optional<ApiKeyIdentity> authenticate(String presented) {
        if (!ApiKeyText.isWellFormed(presented)) {
            return Optional.empty();
        }
        byte[] hash = hash(presented);
        return recent.get(
                        HexFormat.of().formatHex(hash),
                        _ -> transactions.withApiKeyHash(hash, () -> table.byHash(hash)))
                .filter(found -> found.isValidAt(clock.instant()))
                .map(ApiKeyTable.Found::identity);
    }

    /** Whether there was such a key that was not revoked before. */
    public boolean revoke(TenantId tenant, String keyId) {
        var identity = new ApiKeyIdentity(tenant, keyId);
        return transactions.call(tenant, () -> {
            transactions.afterCommit(
                    () -> recent.forgetValues(found -> found.identity().equals(identity)));
            return table.revoke(tenant, keyId, clock.instant());
        });
    }

    private NewApiKey create(TenantId tenant, String name, Optional<Instant> expiresAt) {
        var text = ApiKeyText.mint(random);
        var row = new ApiKeyTable.Row(
                ids.next(Ids.Kind.API_KEY),
                name,
                hash(text),
                ApiKeyText.PREFIX,
                text.substring(text.length() - SHOWN),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                expiresAt);
        transactions.run(tenant, () -> table.add(tenant, row));
        return new NewApiKey(row.id(), text);
    }

    private byte[] hash(String key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(systemKeys.get(PEPPER, this::freshPepper), "HmacSHA256"));
            return mac.doFinal(key.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not available", e);
        }
    }

    private byte[] freshPepper() {
        byte[] pepper = new byte[PEPPER_BYTES];
        random.nextBytes(pepper);
        return pepper;
    }
}

package dev.patchbay.authstore.connection;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.AbsentKeyException;
import dev.patchbay.authstore.crypto.DataKeys;
import dev.patchbay.authstore.crypto.EnvelopeCipher;
import dev.patchbay.authstore.crypto.Place;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the fields of connected accounts, each sealed to its tenant, account and name. The only class that decrypts them;
 * it does so for the length of one use and keeps no plaintext.
 *
 * <p>Which account may be used is not decided here: come with what {@link AccountResolver} picked.
 */
@ApplicationScoped
public class CredentialVault {
    private final TenantTransactions transactions;
    private final SealedFields table;
    private final DataKeys keys;
    private final EnvelopeCipher cipher;
    private final RecentReads<Address, Map<String, byte[]>> recent;

    CredentialVault(TenantTransactions transactions, SealedFields table, DataKeys keys, EnvelopeCipher cipher) {
        this.transactions = transactions;
        this.table = table;
        this.keys = keys;
        this.cipher = cipher;
        this.recent = new RecentReads<>(transactions::inTransaction);
    }

    /**
     * Hands the account's fields, by name, to {@code use} and wipes them when it returns or throws; {@code use} must not
     * keep them. An account without fields, or that does not exist in this tenant, has none.
     *
     * @throws dev.patchbay.authstore.crypto.BrokenSealException when a stored value was tampered with
     */
    public <R> R use(TenantId tenant, AccountId account, Function<Map<String, Secret>, R> use) {
        var address = new Address(tenant, account);
        var opened = new HashMap<String, Secret>();
        try {
            open(address, opened);
            return use.apply(Collections.unmodifiableMap(opened));
        } finally {
            opened.values().forEach(Secret::close);
        }
    }

    private void open(Address address, Map<String, Secret> opened) {
        try {
            openInto(opened, address, recent.get(address, this::read));
        } catch (AbsentKeyException rotated) {
            // What is remembered was sealed with a key that a rotation has replaced since.
            recent.forgetKeys(address::equals);
            openInto(opened, address, read(address));
        }
    }

    private void openInto(Map<String, Secret> opened, Address address, Optional<Map<String, byte[]>> fields) {
        fields.orElse(Map.of()).forEach((field, envelope) -> {
            var version = EnvelopeCipher.keyVersion(envelope);
            var key = keys.version(address.tenant, CredentialPlace.PURPOSE, version);
            Optional.ofNullable(opened.put(field, cipher.open(key, address.placeOf(field), envelope)))
                    .ifPresent(Secret::close);
        });
    }

    /**
     * Puts these fields in the place of all that the account had, at once. The secrets stay the caller's, who wipes them.
     *
     * @return false when the account does not exist in this tenant; nothing was stored
     */
    public boolean store(TenantId tenant, AccountId account, Map<String, Secret> fields) {
        return transactions.call(tenant, () -> {
            var key = keys.forSealing(tenant, CredentialPlace.PURPOSE, Math.max(1, fields.size()));
            var address = new Address(tenant, account);
            var sealed = new HashMap<String, byte[]>();
            fields.forEach((field, secret) -> sealed.put(field, cipher.seal(key, address.placeOf(field), secret)));
            return table.replace(tenant, account, sealed);
        });
    }

    void forget(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConnectionsChanged changed) {
        recent.forgetKeys(address -> address.tenant.equals(changed.tenant()));
    }

    private Optional<Map<String, byte[]>> read(Address address) {
        return transactions.call(
                address.tenant,
                () -> Optional.of(table.read(address.tenant, address.account)).filter(fields -> !fields.isEmpty()));
    }

    private record Address(TenantId tenant, AccountId account) {

        Place placeOf(String field) {
            return CredentialPlace.of(tenant, account, field);
        }
    }
}

package dev.patchbay.authstore.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.TestKeys;
import dev.patchbay.authstore.connection.CredentialPlace;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The key file here is the test's own, so that other tests keep theirs. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class KeyRewrapIT {
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final WrappedKeyTable wrapped;
    private final DataKeyTable dataKeys;
    private final SystemKeyTable systemKeys;
    private final TestKeys shared;
    private final SecureRandom random;
    private final Samples samples;
    private final List<String> file = new ArrayList<>();

    @Inject
    KeyRewrapIT(
            TenantTransactions transactions,
            Tenants tenants,
            WrappedKeyTable wrapped,
            DataKeyTable dataKeys,
            SystemKeyTable systemKeys,
            TestKeys shared,
            SecureRandom random,
            Samples samples) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.wrapped = wrapped;
        this.dataKeys = dataKeys;
        this.systemKeys = systemKeys;
        this.shared = shared;
        this.random = random;
        this.samples = samples;
    }

    @Test
    void theKeyEncryptionKeyIsExchangedWhileKeysAreUsedAndTheOldOneIsNotNeededAfterwards() {
        var old = line();
        var next = line();
        file.add(old);
        var mine = List.of(samples.aTenant(), samples.aTenant(), samples.aTenant());
        mine.forEach(tenant -> versionOf(node(), tenant));
        var purpose = "test-" + UUID.randomUUID();
        byte[] system = node().system().get(purpose, this::fresh);
        assertThat(usage().problems(keys(old))).hasSameSizeAs(foreignProblems());

        file.add(next); // decrypt-only
        mine.forEach(tenant -> versionOf(node(), tenant));
        file.clear();
        file.addAll(List.of(next, old)); // promoted
        assertThat(tenantKeysUnder(old)).isEqualTo(3);
        var done = new KeyRewrap(transactions, tenants, wrapped, () -> KeyEncryptionKeys.parse(file)).run();

        assertThat(done).isEqualTo(new KeyRewrap.Rewrapped(4, 0));
        assertThat(tenantKeysUnder(old)).isZero();
        assertThat(tenantKeysUnder(next)).isEqualTo(3);
        file.remove(old);
        mine.forEach(tenant -> assertThat(versionOf(node(), tenant)).isEqualTo(1));
        assertThat(node().system().get(purpose, this::fresh)).isEqualTo(system);
        assertThat(new KeyRewrap(transactions, tenants, wrapped, () -> KeyEncryptionKeys.parse(file)).run())
                .isEqualTo(new KeyRewrap.Rewrapped(0, 0));
    }

    @Test
    void keysWhoseKeyEncryptionKeyIsGoneAreLeftAloneAndNamed() {
        var gone = line();
        file.add(gone);
        var tenant = samples.aTenant();
        versionOf(node(), tenant);
        var present = line();
        file.clear();
        file.add(present);

        assertThat(new KeyRewrap(transactions, tenants, wrapped, () -> KeyEncryptionKeys.parse(file)).run())
                .isEqualTo(new KeyRewrap.Rewrapped(0, 0));
        assertThat(tenantKeysUnder(gone)).isOne();
        assertThat(usage().problems(keys(present))).anyMatch(problem -> problem.contains("'" + id(gone) + "'"));
        assertThat(new KeyUsage(transactions, wrapped, Optional.of(List.of(id(gone)))).problems(keys(present)))
                .noneMatch(problem -> problem.contains("'" + id(gone) + "'"));
        shred(tenant);
    }

    @Test
    void anotherKeyOfTheRightIdIsNoticed() {
        var right = line();
        file.add(right);
        var tenant = samples.aTenant();
        versionOf(node(), tenant);

        var wrong = keys(id(right) + ":" + Base64.getEncoder().encodeToString(fresh()));

        assertThat(usage().problems(wrong)).anyMatch(problem -> problem.contains("is not the one this database"));
        shred(tenant);
    }

    /** Other tests share the database and wrap with a key that is not in this test's file. */
    private List<String> foreignProblems() {
        return usage().problems(keys(line())).stream()
                .filter(problem -> problem.contains("'test'"))
                .toList();
    }

    private void shred(TenantId tenant) {
        samples.sql(tenant, "DELETE FROM data_key");
    }

    private record Node(DataKeys data, SystemKeys system) {}

    private Node node() {
        KeyProvider provider = () -> KeyEncryptionKeys.parse(file);
        return new Node(
                new DataKeys(transactions, dataKeys, provider, random, 1 << 30),
                new SystemKeys(transactions, systemKeys, provider));
    }

    private int versionOf(Node node, TenantId tenant) {
        return transactions.call(
                tenant,
                () -> node.data.forSealing(tenant, CredentialPlace.PURPOSE, 1).version());
    }

    private KeyUsage usage() {
        return new KeyUsage(transactions, wrapped, Optional.empty());
    }

    private long tenantKeysUnder(String line) {
        return usage().counts().stream()
                .filter(count -> count.kekId().equals(id(line)))
                .mapToLong(KeyUsage.Count::tenantKeys)
                .sum();
    }

    private String line() {
        return shared.line("k" + UUID.randomUUID());
    }

    private static String id(String line) {
        return line.substring(0, line.indexOf(':'));
    }

    private static KeyEncryptionKeys keys(String line) {
        return KeyEncryptionKeys.parse(List.of(line));
    }

    private byte[] fresh() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }
}

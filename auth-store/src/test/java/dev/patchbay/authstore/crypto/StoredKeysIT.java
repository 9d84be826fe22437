package dev.patchbay.authstore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Several instances stand for several nodes: each has its own memory, all share the database. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class StoredKeysIT {
    private static final int NODES = 6;
    private static final String PURPOSE = "credentials";

    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final DataKeyTable dataKeyTable;
    private final SystemKeyTable systemKeyTable;
    private final KeyProvider keks;
    private final SecureRandom random;

    @Inject
    StoredKeysIT(
            TenantTransactions transactions,
            Tenants tenants,
            DataKeyTable dataKeyTable,
            SystemKeyTable systemKeyTable,
            KeyProvider keks,
            SecureRandom random) {
        this.transactions = transactions;
        this.tenants = tenants;
        this.dataKeyTable = dataKeyTable;
        this.systemKeyTable = systemKeyTable;
        this.keks = keks;
        this.random = random;
    }

    @Test
    void nodesThatAskAtOnceForATenantsFirstKeyGetTheSame() throws Exception {
        var tenant = aTenant();

        var keys = onEachNode(() -> newest(dataKeys(keks), tenant, PURPOSE));

        assertThat(new HashSet<>(keys)).hasSize(1);
        assertThat(dataKeys(keks).version(tenant, PURPOSE, 1)).isEqualTo(keys.getFirst());
    }

    @Test
    void tenantsAndPurposesHaveKeysOfTheirOwn() {
        var keys = dataKeys(keks);
        var tenant = aTenant();

        assertThat(Stream.of(
                        newest(keys, tenant, PURPOSE), newest(keys, aTenant(), PURPOSE), newest(keys, tenant, "files")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aVersionThatDoesNotExistIsNotMade() {
        assertThatThrownBy(() -> dataKeys(keks).version(aTenant(), PURPOSE, 2)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aKeyWhoseTransactionWasRolledBackIsForgotten() {
        var tenant = aTenant();
        var keys = dataKeys(keks);
        var lost = new HashSet<DataKey>();

        assertThatThrownBy(() -> transactions.run(tenant, () -> {
                    lost.add(keys.forSealing(tenant, PURPOSE, 1));
                    throw new IllegalArgumentException("rolls back");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        var kept = newest(keys, tenant, PURPOSE);
        assertThat(lost).hasSize(1).doesNotContain(kept);
        assertThat(newest(dataKeys(keks), tenant, PURPOSE)).isEqualTo(kept);
    }

    @Test
    void aDataKeyDoesNotUnwrapWithAnotherKeyFile() {
        var tenant = aTenant();
        newest(dataKeys(keks), tenant, PURPOSE);

        assertThatThrownBy(() -> newest(dataKeys(otherKeks()), tenant, PURPOSE)).isInstanceOf(WrongKeyException.class);
    }

    @Test
    void nodesThatAskAtOnceForASystemKeyGetTheSame() throws Exception {
        var purpose = aPurpose();

        var keys = onEachNode(() -> systemKeys(keks).get(purpose, this::freshKey));

        assertThat(keys)
                .allSatisfy(key -> assertThat(key).isEqualTo(keys.getFirst()).hasSize(32));
    }

    @Test
    void aSystemKeyIsTheOneSuppliedFirstAndACopy() {
        var purpose = aPurpose();
        var keys = systemKeys(keks);
        byte[] supplied = freshKey();

        byte[] got = keys.get(purpose, supplied::clone);
        assertThat(got).isEqualTo(supplied);
        got[0]++;

        assertThat(keys.get(purpose, this::freshKey)).isEqualTo(supplied);
    }

    @Test
    void anotherKeyFileStopsTheNodeAndChangesNothing() {
        var purpose = aPurpose();
        byte[] key = systemKeys(keks).get(purpose, this::freshKey);

        assertThatThrownBy(() -> systemKeys(otherKeks()).get(purpose, this::freshKey))
                .isInstanceOf(WrongKeyException.class);
        assertThat(systemKeys(keks).get(purpose, this::freshKey)).isEqualTo(key);
    }

    private DataKey newest(DataKeys keys, TenantId tenant, String purpose) {
        return transactions.call(tenant, () -> keys.forSealing(tenant, purpose, 1));
    }

    private DataKeys dataKeys(KeyProvider with) {
        return new DataKeys(transactions, dataKeyTable, with, random, 1 << 30);
    }

    private SystemKeys systemKeys(KeyProvider with) {
        return new SystemKeys(transactions, systemKeyTable, with);
    }

    private KeyProvider otherKeks() {
        var others =
                KeyEncryptionKeys.parse(List.of("test:" + Base64.getEncoder().encodeToString(freshKey())));
        return () -> others;
    }

    private TenantId aTenant() {
        return tenants.create("a tenant").id();
    }

    private static String aPurpose() {
        return "test-" + UUID.randomUUID();
    }

    private byte[] freshKey() {
        byte[] key = new byte[32];
        random.nextBytes(key);
        return key;
    }

    private static <T> List<T> onEachNode(Callable<T> task) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(NODES)) {
            var results =
                    threads.invokeAll(Stream.generate(() -> task).limit(NODES).toList());
            var values = new ArrayList<T>();
            for (var result : results) {
                values.add(result.get());
            }
            return values;
        }
    }
}

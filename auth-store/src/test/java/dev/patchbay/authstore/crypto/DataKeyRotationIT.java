package dev.patchbay.authstore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AuthConfig;
import dev.patchbay.authstore.connection.CredentialPlace;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.connection.OtherNode;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several instances stand for several nodes: each has its own memory, all share the database. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DataKeyRotationIT {
    private static final String VERSIONS =
            "SELECT string_agg(version::text, ',' ORDER BY version) FROM data_key" + " WHERE purpose = 'credentials'";
    private static final String SEALED_WITH =
            "SELECT string_agg(DISTINCT key_version::text, ',' ORDER BY key_version::text) FROM account_secret";

    private final DataKeyRotation rotation;
    private final DataKeyTable table;
    private final EnvelopeCipher cipher;
    private final KeyProvider keks;
    private final SecureRandom random;
    private final CredentialVault vault;
    private final StoredFiles files;
    private final TenantTransactions transactions;
    private final Instance<SealedRows> sealed;
    private final OtherNode otherNode;
    private final Samples samples;

    private TenantId tenant;
    private AuthConfig config;

    @Inject
    DataKeyRotationIT(
            DataKeyRotation rotation,
            DataKeyTable table,
            EnvelopeCipher cipher,
            KeyProvider keks,
            SecureRandom random,
            CredentialVault vault,
            StoredFiles files,
            TenantTransactions transactions,
            Instance<SealedRows> sealed,
            OtherNode otherNode,
            Samples samples) {
        this.rotation = rotation;
        this.table = table;
        this.cipher = cipher;
        this.keks = keks;
        this.random = random;
        this.vault = vault;
        this.files = files;
        this.transactions = transactions;
        this.sealed = sealed;
        this.otherNode = otherNode;
        this.samples = samples;
    }

    @BeforeEach
    void aTenant() {
        tenant = samples.aTenant();
        config = samples.aConfig(tenant);
    }

    @Test
    void everythingIsSealedAnewAndTheOldKeysAreGone() throws IOException {
        var accounts = someAccounts(5);
        var file = files.create(
                tenant, new NewFile("f", "text/plain", Optional.empty(), Optional.empty(), Duration.ofHours(1)));
        byte[] content = new byte[1_300_000];
        random.nextBytes(content);
        files.receive(tenant, file.id(), new ByteArrayInputStream(content), 2_000_000);

        rotate(rotation);

        assertThat(samples.text(tenant, "SELECT string_agg(purpose || version, ',' ORDER BY purpose) FROM data_key"))
                .isEqualTo("credentials2,files2");
        assertThat(samples.text(tenant, SEALED_WITH)).isEqualTo("2");
        assertThat(samples.text(tenant, "SELECT string_agg(DISTINCT key_version::text, ',') FROM stored_file_chunk"))
                .isEqualTo("2");
        assertThat(accounts).allSatisfy(account -> assertThat(secretOf(account)).isEqualTo("key of " + account));
        var stored = files.find(tenant, file.id()).orElseThrow();
        try (var in = files.open(tenant, stored)) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void aRotationCutShortAnywhereIsFinishedByTheNextOne() {
        var accounts = someAccounts(9);
        for (int good = 0; good < 4; good++) {
            var broken = rotationThatBreaksAfter(good);
            assertThatThrownBy(() -> rotate(broken)).hasMessage("the process ends here");
            assertThat(accounts)
                    .allSatisfy(account -> assertThat(secretOf(account)).isEqualTo("key of " + account));
        }

        rotation.finish(tenant);

        assertThat(samples.text(tenant, VERSIONS))
                .isEqualTo(samples.text(tenant, SEALED_WITH))
                .doesNotContain(",");
        assertThat(accounts).allSatisfy(account -> assertThat(secretOf(account)).isEqualTo("key of " + account));
    }

    @Test
    void rotationsThatOverlapEndOnOneKeyWhileCredentialsAreStoredAndRead() throws Exception {
        var accounts = someAccounts(6);
        var stop = new AtomicBoolean();
        var used = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var traffic = threads.submit(() -> {
                var node = vaultOfAnotherNode();
                while (!stop.get()) {
                    var account = accounts.get(used.getAndIncrement() % accounts.size());
                    store(node, account);
                    assertThat(secretOf(vault, account)).isEqualTo("key of " + account);
                    assertThat(secretOf(node, account)).isEqualTo("key of " + account);
                }
                return true;
            });
            var rotations = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 3; i++) {
                var node = rotationOfAnotherNode();
                rotations.add(() -> {
                    rotate(node);
                    return true;
                });
            }
            for (var ended : threads.invokeAll(rotations)) {
                ended.get();
            }
            stop.set(true);
            assertThat(traffic.get(60, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(used).hasPositiveValue();
        rotation.finish(tenant);
        assertThat(samples.text(tenant, VERSIONS))
                .isEqualTo(samples.text(tenant, SEALED_WITH))
                .doesNotContain(",");
        assertThat(accounts).allSatisfy(account -> assertThat(secretOf(account)).isEqualTo("key of " + account));
    }

    @Test
    void aKeyIsNotRetiredWhileATransactionThatSealedWithItIsOpen() throws Exception {
        var account = someAccounts(1).getFirst();
        var sealing = new CountDownLatch(1);
        var rotating = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> transactions.call(tenant, () -> {
                var stored = store(vault, account);
                sealing.countDown();
                await(rotating);
                return stored;
            }));
            await(sealing);
            rotation.begin(tenant);
            var ended = threads.submit(() -> rotation.finish(tenant));
            // The rotation has had time to look; the slow one holds version 1.
            Thread.sleep(300);
            assertThat(samples.text(tenant, VERSIONS)).isEqualTo("1,2");
            rotating.countDown();
            assertThat(slow.get(60, TimeUnit.SECONDS)).isTrue();
            ended.get(60, TimeUnit.SECONDS);
        }

        assertThat(samples.text(tenant, VERSIONS)).isEqualTo("2");
        assertThat(secretOf(account)).isEqualTo("key of " + account);
    }

    @Test
    void aRotationAndAStoreThatBothCountUsesDoNotWaitForEachOther() throws Exception {
        var account = someAccounts(1).getFirst();
        var counting = keysOfANode(100); // reserves nothing ahead, so that each use takes hold of the key's row
        var counted = new CountDownLatch(1);
        var locked = new CountDownLatch(1);
        var rows = sealed.stream()
                .<SealedRows>map(each -> new WatchedRows(each, locked))
                .toList();
        rotation.begin(tenant);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var stored = threads.submit(() -> transactions.call(tenant, () -> {
                counting.forSealing(tenant, CredentialPlace.PURPOSE, 1);
                counted.countDown();
                pauseFor(locked);
                return store(otherNode.vault(counting), account);
            }));
            await(counted);
            var ended = new DataKeyRotation(transactions, table, counting, cipher, rows, 2).finish(tenant);

            assertThat(stored.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(ended)
                    .singleElement()
                    .satisfies(rotated -> assertThat(rotated.old()).isZero());
        }
        assertThat(secretOf(account)).isEqualTo("key of " + account);
    }

    @Test
    void whatANodeRememberedFromBeforeTheRotationIsReadAnew() {
        var account = someAccounts(1).getFirst();
        var itsKeys = keysOfANode(1 << 30);
        var node = otherNode.vault(itsKeys);
        secretOf(node, account);
        itsKeys.forget(tenant); // the sealed value is remembered for seconds, the key to it was dropped meanwhile

        rotate(rotation);

        assertThat(secretOf(node, account)).isEqualTo("key of " + account);
    }

    @Test
    void whatDoesNotOpenStaysWithItsKeyAndIsReported() {
        var accounts = someAccounts(3);
        samples.sql(
                tenant,
                "UPDATE account_secret SET ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1)"
                        + " WHERE account_id = '" + accounts.getFirst() + "'");

        var ended = rotate(rotation);

        assertThat(ended).singleElement().satisfies(rotated -> {
            assertThat(rotated.unreadable()).isOne();
            assertThat(rotated.old()).isOne();
            assertThat(rotated.resealed()).isEqualTo(2);
        });
        assertThat(samples.text(tenant, VERSIONS)).isEqualTo("1,2");
        assertThat(secretOf(accounts.getLast())).isEqualTo("key of " + accounts.getLast());
    }

    @Test
    void aKeySealsNoMoreOftenThanItMayOnAllNodesTogether() {
        var nodes = List.of(keysOfANode(100), keysOfANode(100));

        for (int use = 0; use < 100; use++) {
            assertThat(versionFor(nodes.get(use % 2))).as("use %s", use).isEqualTo(1);
        }

        assertThat(versionFor(nodes.getFirst())).isEqualTo(2);
        assertThat(versionFor(nodes.getLast())).isEqualTo(2);
    }

    @Test
    void usesAreReservedInBlocksAndSurviveARestart() {
        for (int restart = 0; restart < 4; restart++) {
            versionFor(keysOfANode(100_000));
        }

        assertThat(samples.sql(tenant, "SELECT uses FROM data_key")).isEqualTo(4 * 1000);
    }

    @Test
    void aKeyIsOnlyHandedOutInTheTransactionThatStoresWhatItSeals() {
        assertThatThrownBy(() -> keysOfANode(100).forSealing(tenant, CredentialPlace.PURPOSE, 1))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void everyTableWithSealedValuesTakesPart() {
        assertThat(samples.text(tenant, """
                        SELECT string_agg(table_name, ',' ORDER BY table_name) FROM information_schema.columns
                        WHERE table_schema = 'public' AND column_name = 'key_version'""")).isEqualTo("account_secret,idempotency_key,mcp_answer,stored_file_chunk");
        assertThat(sealed.stream().toList())
                .extracting(SealedRows::purpose)
                .containsExactlyInAnyOrder("answers", "carried_states", "credentials", "files", "requests");
    }

    private List<DataKeyRotation.Rotated> rotate(DataKeyRotation with) {
        with.begin(tenant);
        return with.finish(tenant);
    }

    private DataKeyRotation rotationOfAnotherNode() {
        return new DataKeyRotation(
                transactions,
                table,
                keysOfANode(1 << 30),
                cipher,
                sealed.stream().toList(),
                2);
    }

    /** Breaks off in the middle of a batch, after so many good batches of two. */
    private DataKeyRotation rotationThatBreaksAfter(int good) {
        var left = new AtomicInteger(good * 2 + 1);
        var breaking = sealed.stream()
                .<SealedRows>map(rows -> new BreakingRows(rows, left))
                .toList();
        return new DataKeyRotation(transactions, table, keysOfANode(1 << 30), cipher, breaking, 2);
    }

    private DataKeys keysOfANode(long maxUses) {
        return new DataKeys(transactions, table, keks, random, maxUses);
    }

    private CredentialVault vaultOfAnotherNode() {
        return otherNode.vault(keysOfANode(1 << 30));
    }

    private int versionFor(DataKeys keys) {
        return transactions.call(
                tenant,
                () -> keys.forSealing(tenant, CredentialPlace.PURPOSE, 1).version());
    }

    private List<AccountId> someAccounts(int count) {
        var accounts = new ArrayList<AccountId>();
        for (int i = 0; i < count; i++) {
            var account = samples.anAccount(tenant, config, "user " + i).id();
            assertThat(store(vault, account)).isTrue();
            accounts.add(account);
        }
        return accounts;
    }

    private boolean store(CredentialVault with, AccountId account) {
        try (var secret = Secret.copyOf("key of " + account)) {
            return with.store(tenant, account, Map.of("api_key", secret));
        }
    }

    private String secretOf(AccountId account) {
        return secretOf(vault, account);
    }

    private String secretOf(CredentialVault with, AccountId account) {
        return with.use(tenant, account, fields -> text(fields.getOrDefault("api_key", Secret.copyOf("absent"))));
    }

    @RevealsSecret("to compare with what was stored")
    private static String text(Secret secret) {
        return secret.reveal(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Long enough for the other side to get hold of the rows if it can; that it cannot is what is wanted. */
    private static void pauseFor(CountDownLatch latch) {
        try {
            var _ = latch.await(2, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Tells when rows were locked. */
    private record WatchedRows(SealedRows rows, CountDownLatch locked) implements SealedRows {
        @Override
        public String purpose() {
            return rows.purpose();
        }

        @Override
        public boolean anySealedOtherwise(TenantId tenant, int version, List<String> after) {
            return rows.anySealedOtherwise(tenant, version, after);
        }

        @Override
        public List<Row> sealedOtherwise(TenantId tenant, int version, List<String> after, int most) {
            var found = rows.sealedOtherwise(tenant, version, after, most);
            locked.countDown();
            return found;
        }

        @Override
        public void replace(TenantId tenant, Row row, byte[] resealed) {
            rows.replace(tenant, row, resealed);
        }

        @Override
        public long countSealedWith(TenantId tenant, int version) {
            return rows.countSealedWith(tenant, version);
        }
    }

    /** Throws where a killed process would have stopped. */
    private record BreakingRows(SealedRows rows, AtomicInteger left) implements SealedRows {
        @Override
        public String purpose() {
            return rows.purpose();
        }

        @Override
        public boolean anySealedOtherwise(TenantId tenant, int version, List<String> after) {
            return rows.anySealedOtherwise(tenant, version, after);
        }

        @Override
        public List<Row> sealedOtherwise(TenantId tenant, int version, List<String> after, int most) {
            return rows.sealedOtherwise(tenant, version, after, most);
        }

        @Override
        public void replace(TenantId tenant, Row row, byte[] resealed) {
            if (left.getAndDecrement() == 0) {
                throw new IllegalArgumentException("the process ends here");
            }
            rows.replace(tenant, row, resealed);
        }

        @Override
        public long countSealedWith(TenantId tenant, int version) {
            return rows.countSealedWith(tenant, version);
        }
    }
}

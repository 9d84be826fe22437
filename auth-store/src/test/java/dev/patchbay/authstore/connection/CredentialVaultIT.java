package dev.patchbay.authstore.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ToolSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class CredentialVaultIT {
    private final CredentialVault vault;
    private final ConnectedAccounts accounts;
    private final AuthConfigs configs;
    private final AccountResolver resolver;
    private final TenantTransactions transactions;
    private final Samples samples;

    private TenantId ours;
    private TenantId theirs;
    private AuthConfig config;
    private AccountId account;

    @Inject
    CredentialVaultIT(
            CredentialVault vault,
            ConnectedAccounts accounts,
            AuthConfigs configs,
            AccountResolver resolver,
            TenantTransactions transactions,
            Samples samples) {
        this.vault = vault;
        this.accounts = accounts;
        this.configs = configs;
        this.resolver = resolver;
        this.transactions = transactions;
        this.samples = samples;
    }

    @BeforeEach
    void twoTenants() {
        ours = samples.aTenant();
        theirs = samples.aTenant();
        config = samples.aConfig(ours);
        account = samples.anAccount(ours, config, "ada").id();
    }

    @Test
    void fieldsComeBackAsTheyWereStoredToTheirTenantOnly() {
        assertThat(store("api_key", "sk_1", "region", "eu")).isTrue();

        assertThat(fields(ours)).isEqualTo(Map.of("api_key", "sk_1", "region", "eu"));
        assertThat(fields(theirs)).isEmpty();
    }

    @Test
    void storingReplacesEverything() {
        store("api_key", "sk_1", "region", "eu");
        fields(ours);

        store("api_key", "sk_2");

        assertThat(fields(ours)).isEqualTo(Map.of("api_key", "sk_2"));
    }

    @Test
    void storingTwiceInOneTransactionKeepsTheLast() {
        transactions.run(ours, () -> {
            store("api_key", "sk_1", "region", "eu");
            assertThat(fields(ours)).hasSize(2);
            store("api_key", "sk_2");
            assertThat(fields(ours)).isEqualTo(Map.of("api_key", "sk_2"));
        });

        assertThat(fields(ours)).isEqualTo(Map.of("api_key", "sk_2"));
    }

    @Test
    void aStoreThatIsRolledBackLeavesWhatWasThere() {
        store("api_key", "sk_1");

        assertThatThrownBy(() -> transactions.run(ours, () -> {
                    store("api_key", "sk_2");
                    fields(ours);
                    throw new IllegalArgumentException("rolls back");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(fields(ours)).isEqualTo(Map.of("api_key", "sk_1"));
    }

    @Test
    void anotherTenantCannotStoreIntoTheAccount() {
        store("api_key", "sk_1");

        assertThat(vault.store(theirs, account, Map.of("api_key", Secret.copyOf("theirs"))))
                .isFalse();
        assertThat(fields(ours)).isEqualTo(Map.of("api_key", "sk_1"));
    }

    @Test
    void secretsAreWipedAfterUseEvenWhenTheUseThrows() {
        store("api_key", "sk_1");
        var kept = new ArrayList<Secret>();

        vault.use(ours, account, fields -> kept.addAll(fields.values()));
        assertThatThrownBy(() -> vault.use(ours, account, fields -> {
                    kept.addAll(fields.values());
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(kept)
                .hasSize(2)
                .allSatisfy(secret -> assertThat(text(secret)).isEqualTo("\0\0\0\0"));
    }

    @Test
    void theTableHoldsNoPlaintext() {
        store("api_key", "sk_live_unmistakable");

        assertThat(samples.sql(ours, "SELECT count(*) FROM account_secret WHERE key_version = 1"))
                .isEqualTo(1);
        assertThat(samples.sql(
                        ours,
                        "SELECT count(*) FROM account_secret WHERE position('unmistakable'::bytea in ciphertext) > 0"))
                .isZero();
    }

    @Test
    void aCiphertextMovedToAnotherFieldOrAccountDoesNotOpen() {
        var other = samples.anAccount(ours, config, "bob").id();
        store("api_key", "sk_1");

        samples.sql(ours, copyOfSecret("'" + account + "'", "'region'"));
        samples.sql(ours, copyOfSecret("'" + other + "'", "field"));

        assertThatThrownBy(() -> fields(ours)).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> vault.use(ours, other, Map::size)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void aPlaintextInTheTableIsRefused() {
        samples.sql(
                ours,
                "INSERT INTO account_secret VALUES ('" + ours + "', '" + account
                        + "', 'api_key', 'a plaintext that someone wrote here', now())");

        assertThatThrownBy(() -> fields(ours)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void deletingTheAccountDeletesItsCiphertextAndStopsItsUse() {
        store("api_key", "sk_1");
        fields(ours);

        assertThat(accounts.delete(ours, account)).isTrue();

        assertThat(fields(ours)).isEmpty();
        assertThat(samples.sql(ours, "SELECT count(*) FROM account_secret")).isZero();
    }

    @Test
    void deletingTheConfigDeletesTheCiphertextToo() {
        store("api_key", "sk_1");

        configs.delete(ours, config.id());

        assertThat(samples.sql(ours, "SELECT count(*) FROM account_secret")).isZero();
    }

    @Test
    void aWarmCallReadsNothing() {
        store("api_key", "sk_1");
        var picked = pick();
        fields(ours);

        // Behind the back of the store, so that only memory can answer.
        samples.sql(ours, "DELETE FROM connected_account");

        assertThat(pick()).isEqualTo(picked);
        assertThat(fields(ours)).isEqualTo(Map.of("api_key", "sk_1"));
    }

    @Test
    void changesAreSeenAtOnceOnThisNode() {
        assertThat(pick()).isInstanceOf(Outcome.Ok.class);

        accounts.disable(ours, account);
        assertThat(pick()).isInstanceOf(Outcome.Failed.class);

        accounts.enable(ours, account);
        assertThat(pick()).isInstanceOf(Outcome.Ok.class);

        configs.setStatus(ours, config.id(), AuthConfig.Status.DISABLED);
        assertThat(pick()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void theResolverPicksForTheUserAndTenantAskedFor() {
        assertThat(resolver.resolve(
                        ours, "bob", Samples.TOOLKIT, new ToolSlug("SCALE_AI_LIST_BATCHES"), AccountChoice.ANY))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(resolver.resolve(
                        theirs, "ada", Samples.TOOLKIT, new ToolSlug("SCALE_AI_LIST_BATCHES"), AccountChoice.ANY))
                .isInstanceOf(Outcome.Failed.class);
    }

    private Outcome<ConnectedAccount> pick() {
        return resolver.resolve(ours, "ada", Samples.TOOLKIT, new ToolSlug("SCALE_AI_LIST_BATCHES"), AccountChoice.ANY);
    }

    private boolean store(String... namesAndValues) {
        var fields = new TreeMap<String, Secret>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], Secret.copyOf(namesAndValues[i + 1]));
        }
        return vault.store(ours, account, fields);
    }

    private Map<String, String> fields(TenantId tenant) {
        return vault.use(tenant, account, fields -> {
            var texts = new TreeMap<String, String>();
            fields.forEach((name, secret) -> texts.put(name, text(secret)));
            return texts;
        });
    }

    @RevealsSecret("to compare with what was stored")
    private static String text(Secret secret) {
        return secret.reveal(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String copyOfSecret(String account, String field) {
        return "INSERT INTO account_secret SELECT tenant_id, " + account + ", " + field
                + ", ciphertext, updated_at FROM account_secret WHERE field = 'api_key' LIMIT 1";
    }
}

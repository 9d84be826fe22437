package dev.patchbay.authstore.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.CredentialVault;
import dev.patchbay.authstore.crypto.AbsentKeyException;
import dev.patchbay.authstore.file.FileId;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.authstore.token.ApiKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TenantShreddingIT {
    /** They hold no secret, and tell afterwards what happened. */
    private static final List<String> KEPT = List.of("audit_event", "audit_head", "tool_execution");

    private final TenantShredding shredding;
    private final Tenants tenants;
    private final ApiKeys apiKeys;
    private final CredentialVault vault;
    private final StoredFiles files;
    private final Samples samples;

    @Inject
    TenantShreddingIT(
            TenantShredding shredding,
            Tenants tenants,
            ApiKeys apiKeys,
            CredentialVault vault,
            StoredFiles files,
            Samples samples) {
        this.shredding = shredding;
        this.tenants = tenants;
        this.apiKeys = apiKeys;
        this.vault = vault;
        this.files = files;
        this.samples = samples;
    }

    @Test
    void nothingOfTheTenantCanBeReadEvenWhenItsRowsComeBackFromABackup() throws IOException {
        var tenant = samples.aTenant();
        var account = samples.anAccount(tenant, samples.aConfig(tenant), "ada").id();
        vault.store(tenant, account, Map.of("api_key", Secret.copyOf("sk_1")));
        var file = aFile(tenant);
        var backup = samples.text(tenant, "SELECT encode(ciphertext, 'hex') FROM account_secret");

        shredding.destroyKeys(tenant);

        assertThat(samples.sql(tenant, "SELECT count(*) FROM account_secret")).isZero();
        samples.sql(
                tenant,
                "INSERT INTO account_secret (tenant_id, account_id, field, ciphertext, updated_at) VALUES ('%s', '%s', 'api_key', decode('%s', 'hex'), now())"
                        .formatted(tenant.value(), account.value(), backup));
        // The file's rows are still there: that is what a backup without the keys looks like.
        assertThatThrownBy(() -> vault.use(tenant, account, Map::size)).isInstanceOf(AbsentKeyException.class);
        var stored = files.find(tenant, file).orElseThrow();
        assertThatThrownBy(() -> files.open(tenant, stored).readAllBytes()).isInstanceOf(AbsentKeyException.class);
    }

    @Test
    void noKeyIsMadeForItAgainAndItsApiKeysAreDead() {
        var tenant = samples.aTenant();
        var account = samples.anAccount(tenant, samples.aConfig(tenant), "ada").id();
        var key = apiKeys.create(tenant, "a key");

        shredding.destroyKeys(tenant);

        assertThatThrownBy(() -> vault.store(tenant, account, Map.of("api_key", Secret.copyOf("sk_2"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not exist any more");
        assertThat(samples.sql(tenant, "SELECT count(*) FROM data_key")).isZero();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM api_key WHERE revoked_at IS NULL"))
                .isZero();
        assertThat(key.id()).isNotEmpty();
        assertThat(tenants.get(tenant)).isEmpty();
        assertThat(tenants.all()).extracting(Tenant::id).contains(tenant);
    }

    @Test
    void allItsRowsGoAndRepeatingChangesNothing() throws IOException {
        var tenant = samples.aTenant();
        var other = samples.aTenant();
        for (var each : List.of(tenant, other)) {
            var account = samples.anAccount(each, samples.aConfig(each), "ada").id();
            vault.store(each, account, Map.of("api_key", Secret.copyOf("sk_1")));
            aFile(each);
            apiKeys.create(each, "a key");
        }

        shredding.destroyKeys(tenant);
        assertThat(shredding.deleteRows(tenant)).isPositive();
        shredding.destroyKeys(tenant);
        assertThat(shredding.deleteRows(tenant)).isZero();

        for (var table : tablesOfTenants()) {
            if (!KEPT.contains(table)) {
                assertThat(samples.sql(tenant, "SELECT count(*) FROM " + table))
                        .as(table)
                        .isZero();
            }
        }
        for (var table : List.of("account_secret", "connected_account", "stored_file_chunk", "api_key", "data_key")) {
            assertThat(samples.sql(other, "SELECT count(*) FROM " + table))
                    .as(table)
                    .isPositive();
        }
    }

    @Test
    void everyTableThatATenantOwnsIsEmptiedOrKeptOnPurpose() {
        var emptied = List.of(
                "account_secret",
                "api_key",
                "app_user",
                "auth_config",
                "connect_link",
                "connected_account",
                "data_key",
                "idempotency_key",
                "mcp_answer",
                "mcp_exchange",
                "mcp_session",
                "redeemed_state",
                "session",
                "session_config_version",
                "stored_file",
                "stored_file_chunk");

        assertThat(tablesOfTenants().stream().filter(table -> !KEPT.contains(table)))
                .as("a new table must be added to TenantShredder, or to what is kept")
                .containsExactlyInAnyOrderElementsOf(emptied);
    }

    private List<String> tablesOfTenants() {
        return List.of(samples.text(samples.aTenant(), """
                        SELECT string_agg(c.relname, ',') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                          AND NOT c.relispartition AND a.attname = 'tenant_id'""").split(",", -1));
    }

    private FileId aFile(TenantId tenant) throws IOException {
        var file = files.create(
                tenant, new NewFile("f", "text/plain", Optional.empty(), Optional.empty(), Duration.ofHours(1)));
        files.receive(tenant, file.id(), new ByteArrayInputStream(new byte[10]), 100);
        return file.id();
    }
}

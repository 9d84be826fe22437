package dev.patchbay.authstore.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.TestClock;
import dev.patchbay.authstore.crypto.SystemKeys;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.authstore.tenancy.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ApiKeysIT {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final ApiKeys keys;
    private final Tenants tenants;
    private final TenantTransactions transactions;
    private final ApiKeyTable table;
    private final SystemKeys systemKeys;
    private final Ids ids;
    private final TestClock clock;
    private final DataSource database;

    private TenantId ours;
    private TenantId theirs;

    @Inject
    ApiKeysIT(
            ApiKeys keys,
            Tenants tenants,
            TenantTransactions transactions,
            ApiKeyTable table,
            SystemKeys systemKeys,
            Ids ids,
            TestClock clock,
            DataSource database) {
        this.keys = keys;
        this.tenants = tenants;
        this.transactions = transactions;
        this.table = table;
        this.systemKeys = systemKeys;
        this.ids = ids;
        this.clock = clock;
        this.database = database;
    }

    @BeforeEach
    void twoTenants() {
        ours = tenants.create("ours").id();
        theirs = tenants.create("theirs").id();
    }

    @Test
    void aKeyStandsForItsTenant() {
        var our = keys.create(ours, "ci");
        var their = keys.create(theirs, "ci");

        assertThat(keys.authenticate(our.text(), HERE)).hasValue(new ApiKeyIdentity(ours, our.id(), Optional.empty()));
        assertThat(keys.authenticate(their.text(), HERE))
                .hasValue(new ApiKeyIdentity(theirs, their.id(), Optional.empty()));
    }

    @Test
    void anInventedKeyStandsForNobody() {
        assertThat(keys.authenticate(KeyText.API.mint(new SecureRandom()), HERE))
                .isEmpty();
    }

    @Test
    void aWrongChecksumDoesNotReachTheTable() {
        var strict = anotherNode(new Unreachable());
        var key = keys.create(ours, "ci").text();
        var mistyped = key.substring(0, 5) + (key.charAt(5) == 'x' ? 'y' : 'x') + key.substring(6);

        assertThat(strict.authenticate(mistyped, HERE)).isEmpty();
        assertThatThrownBy(() -> strict.authenticate(key, HERE)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aRevokedKeyStopsAtOnce() {
        var key = keys.create(ours, "ci");
        assertThat(keys.authenticate(key.text(), HERE)).isPresent();

        assertThat(keys.revoke(ours, key.id())).isTrue();

        assertThat(keys.authenticate(key.text(), HERE)).isEmpty();
        assertThat(anotherNode(table).authenticate(key.text(), HERE)).isEmpty();
        assertThat(keys.revoke(ours, key.id())).isFalse();
    }

    @Test
    void anotherTenantCannotRevokeIt() {
        var key = keys.create(ours, "ci");

        assertThat(keys.revoke(theirs, key.id())).isFalse();
        assertThat(keys.authenticate(key.text(), HERE)).isPresent();
    }

    @Test
    void aKeyExpiresEvenWhileItIsRemembered() {
        var key = keys.create(ours, "ci", KeyLimits.NONE.until(clock.instant().plus(Duration.ofHours(1))));
        assertThat(keys.authenticate(key.text(), HERE)).isPresent();

        clock.advance(Duration.ofHours(2));

        assertThat(keys.authenticate(key.text(), HERE)).isEmpty();
    }

    @Test
    void whatBoundsAKeyIsKeptWithIt() {
        var end = clock.instant().plus(Duration.ofHours(1));
        var limits = new KeyLimits(
                Optional.of(Set.of(
                        new Scope(Scope.Area.TOOLS, Scope.Access.READ),
                        new Scope(Scope.Area.TOOL_EXECUTION, Scope.Access.WRITE))),
                List.of(
                        AddressRange.parse("127.0.0.0/8").orElseThrow(),
                        AddressRange.parse("::1").orElseThrow()),
                Optional.of(end));
        var bounded = keys.create(ours, "bounded", limits);

        assertThat(keys.all(ours)).singleElement().satisfies(shown -> {
            assertThat(shown.id()).isEqualTo(bounded.id());
            assertThat(shown.limits().scopes()).isEqualTo(limits.scopes());
            assertThat(shown.limits().addresses()).hasToString("[127.0.0.0/8, ::1]");
            assertThat(shown.limits().expiresAt()).hasValue(end);
            assertThat(bounded.text()).startsWith(shown.prefix()).endsWith(shown.lastFour());
        });
        assertThat(keys.all(theirs)).isEmpty();
        assertThat(keys.authenticate(bounded.text(), HERE).orElseThrow().scopes())
                .isEqualTo(limits.scopes());
    }

    @Test
    void aKeyIsForItsAddressesOnly() throws UnknownHostException {
        var text = keys.create(
                        ours,
                        "office",
                        new KeyLimits(
                                Optional.empty(),
                                List.of(AddressRange.parse("203.0.113.0/24").orElseThrow()),
                                Optional.empty()))
                .text();

        assertThat(keys.authenticate(text, InetAddress.getByName("203.0.113.77")))
                .isPresent();
        assertThat(keys.authenticate(text, InetAddress.getByName("::ffff:203.0.113.77")))
                .isPresent();
        assertThat(keys.authenticate(text, InetAddress.getByName("203.0.114.1")))
                .isEmpty();
        assertThat(keys.authenticate(text, HERE)).isEmpty();
        assertThat(keys.authenticate(text, null)).isEmpty();
    }

    @Test
    void theTableHoldsNeitherTheKeyNorAnUnkeyedHash() {
        var key = keys.create(ours, "ci");

        var row = transactions.call(ours, () -> {
            try (var connection = database.getConnection();
                    var statement = connection.prepareStatement("SELECT k::text, k.last_four,"
                            + " k.key_hash = sha256(convert_to(?, 'UTF8')) FROM api_key k WHERE id = ?")) {
                statement.setString(1, key.text());
                statement.setString(2, key.id());
                var rows = statement.executeQuery();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getBoolean(3)).isFalse();
                assertThat(key.text()).endsWith(rows.getString(2));
                return rows.getString(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(row).contains(key.id()).doesNotContain(key.text().substring(3, 35));
    }

    private ApiKeys anotherNode(ApiKeyTable with) {
        return new ApiKeys(
                transactions, with, new KeyHash(systemKeys, new SecureRandom()), ids, new SecureRandom(), clock);
    }

    /** A table that nobody may ask. */
    private static final class Unreachable implements ApiKeyTable {
        @Override
        public void add(TenantId tenant, Row row) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Shown> all(TenantId tenant) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean revoke(TenantId tenant, String id, Instant at) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Found> byHash(byte[] hash) {
            throw new UnsupportedOperationException();
        }
    }
}

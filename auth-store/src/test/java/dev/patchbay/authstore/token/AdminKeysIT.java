package dev.patchbay.authstore.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TestClock;
import dev.patchbay.authstore.crypto.SystemKeys;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Another instance with a memory of its own stands for another node (R18). */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class AdminKeysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AdminKeys keys;
    private final TenantTransactions transactions;
    private final AdminKeyTable table;
    private final SystemKeys systemKeys;
    private final Ids ids;
    private final TestClock clock;

    @Inject
    AdminKeysIT(
            AdminKeys keys,
            TenantTransactions transactions,
            AdminKeyTable table,
            SystemKeys systemKeys,
            Ids ids,
            TestClock clock) {
        this.keys = keys;
        this.transactions = transactions;
        this.table = table;
        this.systemKeys = systemKeys;
        this.ids = ids;
        this.clock = clock;
    }

    @Test
    void aRevokedKeyStopsAtOnceHereAndWithinFiveSecondsElsewhere() throws InterruptedException {
        keys.create("stays");
        var key = keys.create("goes");
        var elsewhere = new AdminKeys(
                transactions, table, new KeyHash(systemKeys, new SecureRandom()), ids, new SecureRandom(), clock);
        assertThat(keys.authenticate(key.text())).hasValue(key.id());
        assertThat(elsewhere.authenticate(key.text())).hasValue(key.id());

        assertThat(keys.revoke(key.id())).isEqualTo(AdminKeys.Revocation.REVOKED);
        var revoked = System.nanoTime();

        assertThat(keys.authenticate(key.text())).isEmpty();
        assertThat(lastAccepted(elsewhere, key.text(), revoked)).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }

    /** How long after that moment it was presented for the last time and still good: a test that is held up sees none later. */
    private static Duration lastAccepted(AdminKeys node, String key, long since) throws InterruptedException {
        var last = Duration.ZERO;
        for (var asked = Duration.ZERO;
                asked.compareTo(PATIENCE) < 0;
                asked = Duration.ofNanos(System.nanoTime() - since)) {
            if (node.authenticate(key).isEmpty()) {
                return last;
            }
            last = asked;
            Thread.sleep(50);
        }
        return PATIENCE;
    }
}

package dev.patchbay.authstore.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.TestClock;
import dev.patchbay.authstore.crypto.DataKeyRotation;
import dev.patchbay.authstore.tenancy.TenantShredding;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class CarriedStatesIT {
    private final CarriedStates states;
    private final TenantTransactions transactions;
    private final DataKeyRotation rotation;
    private final TenantShredding shredding;
    private final Samples samples;
    private final TestClock clock;

    private TenantId tenant;
    private byte[] sealed = {};

    @Inject
    CarriedStatesIT(
            CarriedStates states,
            TenantTransactions transactions,
            DataKeyRotation rotation,
            TenantShredding shredding,
            Samples samples,
            TestClock clock) {
        this.states = states;
        this.transactions = transactions;
        this.rotation = rotation;
        this.shredding = shredding;
        this.samples = samples;
        this.clock = clock;
    }

    @BeforeEach
    void aState() {
        tenant = samples.aTenant();
        sealed = states.seal(tenant, "b1", "marker".getBytes(UTF_8));
    }

    @Test
    void itOpensForWhatItIsBoundToAndShowsNothing() {
        assertThat(opened(tenant, "b1", sealed)).contains("marker");
        assertThat(new String(sealed, UTF_8)).doesNotContain("marker");
        assertThat(opened(tenant, "b2", sealed)).isEmpty();
        assertThat(opened(samples.aTenant(), "b1", sealed)).isEmpty();
    }

    @Test
    void noBitOfItCanBeChanged() {
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
            var changed = sealed.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

            assertThat(opened(tenant, "b1", changed)).as("bit " + bit).isEmpty();
        }
        assertThat(opened(tenant, "b1", new byte[0])).isEmpty();
    }

    @Test
    void itIsGoodForTenMinutes() {
        clock.advance(Duration.ofMinutes(9));
        assertThat(opened(tenant, "b1", sealed)).contains("marker");
        clock.advance(Duration.ofMinutes(1));
        assertThat(opened(tenant, "b1", sealed)).isEmpty();
    }

    @Test
    void ofManyWhoRedeemItAtOnceOneWins() throws Exception {
        var id = states.open(tenant, "b1", sealed).orElseThrow().id();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> redeem = () -> states.redeem(tenant, id);
            var won = threads
                    .invokeAll(IntStream.range(0, 20).mapToObj(_ -> redeem).toList())
                    .stream()
                    .map(Future::resultNow)
                    .filter(Boolean::booleanValue)
                    .count();

            assertThat(won).isOne();
        }
        assertThat(states.redeem(tenant, id)).isFalse();
        var another = states.open(tenant, "b1", states.seal(tenant, "b1", "marker".getBytes(UTF_8)));
        assertThat(states.redeem(tenant, another.orElseThrow().id())).isTrue();
    }

    @Test
    void redeemingIsUndoneWithTheTransactionAroundIt() {
        assertThatThrownBy(() -> transactions.run(tenant, () -> {
                    assertThat(states.redeem(tenant, "s1")).isTrue();
                    throw new IllegalStateException("the effect failed");
                }))
                .hasMessage("the effect failed");

        assertThat(states.redeem(tenant, "s1")).isTrue();
    }

    @Test
    void aRotationEndsThoseUnderWayAndNoOthers() {
        rotation.begin(tenant);
        var newer = states.seal(tenant, "b1", "newer".getBytes(UTF_8));
        assertThat(opened(tenant, "b1", sealed)).contains("marker");

        assertThat(rotation.finish(tenant))
                .singleElement()
                .satisfies(ended -> assertThat(ended.old()).isZero());

        assertThat(samples.sql(tenant, "SELECT count(*) FROM data_key")).isOne();
        assertThat(opened(tenant, "b1", newer)).contains("newer");
    }

    @Test
    void itGoesWithItsTenant() {
        states.redeem(tenant, "s1");
        shredding.destroyKeys(tenant);
        assertThat(opened(tenant, "b1", sealed)).isEmpty();

        shredding.deleteRows(tenant);
        assertThat(samples.sql(tenant, "SELECT count(*) FROM redeemed_state")).isZero();
    }

    @Test
    void whatExpiredIsDeletedWithoutBeingSeen() {
        states.redeem(tenant, "s1");
        states.deleteExpired();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM redeemed_state")).isOne();

        samples.sql(tenant, "DELETE FROM redeemed_state");
        samples.sql(
                tenant, "INSERT INTO redeemed_state VALUES ('" + tenant.value() + "', 's2', now() - interval '1 s')");
        assertThat(states.deleteExpired()).isPositive();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM redeemed_state")).isZero();
    }

    private Optional<String> opened(TenantId of, String binding, byte[] carried) {
        return states.open(of, binding, carried).map(opened -> new String(opened.state(), UTF_8));
    }
}

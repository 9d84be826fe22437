package dev.patchbay.authstore.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.TestClock;
import dev.patchbay.authstore.crypto.BrokenSealException;
import dev.patchbay.authstore.crypto.DataKeyRotation;
import dev.patchbay.authstore.tenancy.TenantShredding;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class IdempotentRequestsIT {
    private static final RequestKey KEY = RequestKey.of("api_key key_1", "chosen");
    private static final byte[] THIS = new byte[RequestRecord.FINGERPRINT];
    private static final byte[] OTHER = new byte[RequestRecord.FINGERPRINT];

    static {
        OTHER[31] = 1;
    }

    private final IdempotentRequests requests;
    private final DataKeyRotation rotation;
    private final TenantShredding shredding;
    private final Samples samples;
    private final TestClock clock;

    private TenantId tenant;

    @Inject
    IdempotentRequestsIT(
            IdempotentRequests requests,
            DataKeyRotation rotation,
            TenantShredding shredding,
            Samples samples,
            TestClock clock) {
        this.requests = requests;
        this.rotation = rotation;
        this.shredding = shredding;
        this.samples = samples;
        this.clock = clock;
    }

    @BeforeEach
    void aTenant() {
        tenant = samples.aTenant();
    }

    @Test
    void ofManyAtOnceOneIsTheFirst() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Claim> claim = () -> requests.claim(tenant, KEY, THIS);
            var claims = threads
                    .invokeAll(IntStream.range(0, 12).mapToObj(_ -> claim).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(claims).filteredOn(Claim.First.class::isInstance).hasSize(1);
            assertThat(claims).filteredOn(Claim.Running.class::isInstance).hasSize(11);
        }
    }

    @Test
    void theAnswerIsKeptForADay() {
        requests.claim(tenant, KEY, THIS);
        requests.finish(tenant, KEY, THIS, answer("made"));

        assertThat(answered()).isEqualTo("201 application/json made");
        clock.advance(Duration.ofHours(23));
        assertThat(answered()).isEqualTo("201 application/json made");
        clock.advance(Duration.ofHours(1));
        assertThat(requests.claim(tenant, KEY, THIS)).isInstanceOf(Claim.First.class);
    }

    @Test
    void anotherRequestUnderTheKeyIsRecognisedBeforeAndAfterTheAnswer() {
        requests.claim(tenant, KEY, THIS);
        assertThat(requests.claim(tenant, KEY, OTHER)).isInstanceOf(Claim.Different.class);
        requests.finish(tenant, KEY, THIS, answer("made"));
        assertThat(requests.claim(tenant, KEY, OTHER)).isInstanceOf(Claim.Different.class);
    }

    @Test
    void oneThatNeverEndedIsNotTakenOver() {
        requests.claim(tenant, KEY, THIS);

        clock.advance(Duration.ofMinutes(9));
        assertThat(requests.claim(tenant, KEY, THIS)).isInstanceOf(Claim.Running.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(requests.claim(tenant, KEY, THIS)).isInstanceOf(Claim.Unfinished.class);
        clock.advance(Duration.ofHours(20));
        assertThat(requests.claim(tenant, KEY, THIS)).isInstanceOf(Claim.Unfinished.class);
    }

    @Test
    void whatWasAbandonedMayBeBegunAgain() {
        requests.claim(tenant, KEY, THIS);
        requests.abandon(tenant, KEY);

        assertThat(requests.claim(tenant, KEY, OTHER)).isInstanceOf(Claim.First.class);
    }

    @Test
    void sendersAndTenantsDoNotMeetUnderTheSameKey() {
        requests.claim(tenant, KEY, THIS);
        requests.finish(tenant, KEY, THIS, answer("made"));

        assertThat(requests.claim(samples.aTenant(), KEY, THIS)).isInstanceOf(Claim.First.class);
        assertThat(requests.claim(tenant, RequestKey.of("api_key key_2", "chosen"), THIS))
                .isInstanceOf(Claim.First.class);
        assertThat(RequestKey.of("a", "bc")).isNotEqualTo(RequestKey.of("ab", "c"));
    }

    @Test
    void anAnswerThatIsTooLargeIsRememberedWithoutItsBody() {
        requests.claim(tenant, KEY, THIS);
        requests.finish(tenant, KEY, THIS, KeptAnswer.of(200, "text/plain", new byte[KeptAnswer.LARGEST + 1]));

        assertThat(requests.claim(tenant, KEY, THIS))
                .isInstanceOfSatisfying(
                        Claim.Answered.class,
                        kept -> assertThat(kept.answer().body()).isEmpty());
    }

    @Test
    void aTenantHasSoManyAtATime() {
        requests.claim(tenant, KEY, THIS);
        requests.finish(tenant, KEY, THIS, answer("made"));
        samples.sql(
                tenant,
                "INSERT INTO idempotency_key (tenant_id, id, sealed, started_at, expires_at) SELECT tenant_id, 'k' || n,"
                        + " '', started_at, expires_at FROM idempotency_key, generate_series(2, "
                        + IdempotentRequests.MOST
                        + ") AS n");
        var another = RequestKey.of("api_key key_1", "one too many");

        assertThat(requests.claim(tenant, another, THIS)).isInstanceOf(Claim.Full.class);
        assertThat(answered()).isEqualTo("201 application/json made");
        assertThat(requests.claim(samples.aTenant(), another, THIS)).isInstanceOf(Claim.First.class);
        requests.abandon(tenant, KEY);
        assertThat(requests.claim(tenant, another, THIS)).isInstanceOf(Claim.First.class);
    }

    @Test
    void itIsSealedAndOpensInItsOwnRowOnly() {
        requests.claim(tenant, KEY, THIS);
        requests.finish(tenant, KEY, THIS, answer("marker"));

        assertThat(samples.sql(
                        tenant, "SELECT count(*) FROM idempotency_key WHERE position('marker'::bytea in sealed) > 0"))
                .isZero();
        var another = RequestKey.of("api_key key_2", "chosen");
        samples.sql(
                tenant,
                "INSERT INTO idempotency_key (tenant_id, id, sealed, started_at, expires_at) SELECT tenant_id, '"
                        + another.id() + "', sealed, started_at, expires_at FROM idempotency_key");
        assertThatThrownBy(() -> requests.claim(tenant, another, THIS)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void itTakesPartInRotation() {
        requests.claim(tenant, KEY, THIS);
        requests.finish(tenant, KEY, THIS, answer("made"));

        rotation.begin(tenant);
        rotation.finish(tenant);

        assertThat(samples.sql(tenant, "SELECT key_version FROM idempotency_key"))
                .isEqualTo(2);
        assertThat(samples.sql(tenant, "SELECT count(*) FROM data_key")).isOne();
        assertThat(answered()).isEqualTo("201 application/json made");
    }

    @Test
    void itGoesWithItsTenant() {
        requests.claim(tenant, KEY, THIS);
        shredding.destroyKeys(tenant);

        assertThatThrownBy(() -> requests.claim(tenant, KEY, THIS)).isInstanceOf(IllegalStateException.class);
        shredding.deleteRows(tenant);
        assertThat(samples.sql(tenant, "SELECT count(*) FROM idempotency_key")).isZero();
    }

    @Test
    void whatExpiredIsDeletedWithoutBeingSeen() {
        requests.claim(tenant, KEY, THIS);
        requests.deleteExpired();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM idempotency_key")).isOne();

        samples.sql(tenant, "UPDATE idempotency_key SET expires_at = now() - interval '1 s'");
        assertThat(requests.deleteExpired()).isPositive();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM idempotency_key")).isZero();
    }

    private String answered() {
        return switch (requests.claim(tenant, KEY, THIS)) {
            case Claim.Answered(var kept) ->
                kept.status() + " " + kept.contentType() + " "
                        + new String(kept.body().orElseThrow(), UTF_8);
            case Claim other -> List.of(other).toString();
        };
    }

    private static KeptAnswer answer(String body) {
        return KeptAnswer.of(201, "application/json", body.getBytes(UTF_8));
    }
}

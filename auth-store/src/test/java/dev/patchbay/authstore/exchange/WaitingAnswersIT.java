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
class WaitingAnswersIT {
    private final WaitingAnswers answers;
    private final DataKeyRotation rotation;
    private final TenantShredding shredding;
    private final Samples samples;
    private final TestClock clock;

    private TenantId tenant;

    @Inject
    WaitingAnswersIT(
            WaitingAnswers answers,
            DataKeyRotation rotation,
            TenantShredding shredding,
            Samples samples,
            TestClock clock) {
        this.answers = answers;
        this.rotation = rotation;
        this.shredding = shredding;
        this.samples = samples;
        this.clock = clock;
    }

    @BeforeEach
    void anOpenExchange() {
        tenant = samples.aTenant();
        answers.open(tenant, "e1");
    }

    @Test
    void whatIsLeftIsTakenOnce() {
        assertThat(leave("e1", "yes")).isTrue();
        assertThat(leave("e1", "no")).isTrue();

        assertThat(taken("e1")).containsExactlyInAnyOrder("yes", "no");
        assertThat(taken("e1")).isEmpty();
    }

    @Test
    void ofManyWhoTakeAtOnceOneGetsIt() throws Exception {
        leave("e1", "yes");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<String>> take = () -> taken("e1");
            var all = threads
                    .invokeAll(IntStream.range(0, 7).mapToObj(_ -> take).toList())
                    .stream()
                    .map(Future::resultNow)
                    .flatMap(List::stream)
                    .toList();

            assertThat(all).containsExactly("yes");
        }
    }

    @Test
    void nothingIsKeptForAnExchangeThatIsNotOpen() {
        assertThat(leave("e2", "yes")).isFalse();
        answers.close(tenant, "e1");
        assertThat(leave("e1", "yes")).isFalse();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_answer")).isZero();
    }

    @Test
    void anotherTenantNeitherAnswersNorTakes() {
        var other = samples.aTenant();
        assertThat(answers.leave(other, "e1", "yes".getBytes(UTF_8))).isFalse();
        leave("e1", "yes");
        answers.open(other, "e1");
        assertThat(answers.take(other, "e1")).isEmpty();
        assertThat(taken("e1")).containsExactly("yes");
    }

    @Test
    void closingDeletesWhatNobodyTook() {
        leave("e1", "yes");
        answers.close(tenant, "e1");

        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_answer")).isZero();
    }

    @Test
    void anAnswerIsGoodForFiveMinutesAndAnExchangeForAnHour() {
        leave("e1", "yes");
        clock.advance(Duration.ofMinutes(5));
        assertThat(taken("e1")).isEmpty();
        assertThat(leave("e1", "again")).isTrue();

        clock.advance(Duration.ofMinutes(55));
        assertThat(leave("e1", "late")).isFalse();
    }

    @Test
    void anExchangeHasSoManyWaiting() {
        for (int i = 0; i < WaitingAnswers.MOST; i++) {
            assertThat(leave("e1", "a" + i)).isTrue();
        }
        assertThat(leave("e1", "one too many")).isFalse();
        assertThat(taken("e1")).hasSize(WaitingAnswers.MOST);
        assertThat(leave("e1", "room again")).isTrue();
    }

    @Test
    void oneThatIsTooLargeIsRefused() {
        assertThatThrownBy(() -> answers.leave(tenant, "e1", new byte[WaitingAnswers.LARGEST + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(answers.leave(tenant, "e1", new byte[WaitingAnswers.LARGEST]))
                .isTrue();
    }

    /** Whoever writes to the database makes no answer of one exchange that of another, nor holds others up. */
    @Test
    void itIsSealedAndOpensInItsOwnExchangeOnly() {
        answers.open(tenant, "e2");
        leave("e2", "marker");
        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_answer WHERE position('marker'::bytea in sealed) > 0"))
                .isZero();

        leave("e1", "good");
        samples.sql(
                tenant,
                "INSERT INTO mcp_answer (tenant_id, id, exchange_id, sealed, expires_at) SELECT tenant_id,"
                        + " 'e1.forged', 'e1', sealed, expires_at FROM mcp_answer WHERE exchange_id = 'e2'");
        samples.sql(
                tenant,
                "INSERT INTO mcp_answer (tenant_id, id, exchange_id, sealed, expires_at)" + " VALUES ('"
                        + tenant.value() + "', 'e1.plain', 'e1', 'plain', '2999-01-01')");
        assertThat(taken("e1")).containsExactly("good");
    }

    @Test
    void aRowThatWasMovedWithItsIdDoesNotOpenElsewhere() {
        answers.open(tenant, "e2");
        leave("e2", "marker");
        samples.sql(
                tenant,
                "WITH moved AS (DELETE FROM mcp_answer RETURNING *) INSERT INTO mcp_answer (tenant_id, id, exchange_id,"
                        + " sealed, expires_at) SELECT tenant_id, id, 'e1', sealed, expires_at FROM moved");

        assertThat(taken("e1")).isEmpty();
    }

    @Test
    void itTakesPartInRotation() {
        leave("e1", "yes");

        rotation.begin(tenant);
        rotation.finish(tenant);

        assertThat(samples.sql(tenant, "SELECT key_version FROM mcp_answer")).isEqualTo(2);
        assertThat(samples.sql(tenant, "SELECT count(*) FROM data_key")).isOne();
        assertThat(taken("e1")).containsExactly("yes");
    }

    @Test
    void itGoesWithItsTenant() {
        leave("e1", "yes");
        shredding.destroyKeys(tenant);

        assertThatThrownBy(() -> leave("e1", "no")).isInstanceOf(IllegalStateException.class);
        shredding.deleteRows(tenant);
        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_exchange")).isZero();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_answer")).isZero();
    }

    @Test
    void whatExpiredIsDeletedWithoutBeingSeen() {
        leave("e1", "yes");
        answers.deleteExpired();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_answer")).isOne();

        samples.sql(tenant, "UPDATE mcp_exchange SET expires_at = now() - interval '1 s'");
        assertThat(answers.deleteExpired()).isPositive();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_exchange")).isZero();
        assertThat(samples.sql(tenant, "SELECT count(*) FROM mcp_answer")).isZero();
    }

    private boolean leave(String exchange, String answer) {
        return answers.leave(tenant, exchange, answer.getBytes(UTF_8));
    }

    private List<String> taken(String exchange) {
        return answers.take(tenant, exchange).stream()
                .map(answer -> new String(answer, UTF_8))
                .toList();
    }
}

package dev.patchbay.gateway.mcp.state;

import static dev.patchbay.gateway.mcp.state.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.exchange.WaitingAnswers;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.json.Json;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances, each with a connection that listens, stand for two nodes. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class MailboxIT {
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final ObjectNode ANSWER = json("{'jsonrpc':'2.0','id':'x','result':{'action':'accept'}}");
    private static final JsonNode ONE = IntNode.valueOf(1);

    private final WaitingAnswers answers;
    private final TenantTransactions transactions;
    private final EntityManager database;
    private final Samples samples;
    private final Optional<String> url;
    private final Optional<String> user;
    private final Optional<String> password;

    private final List<Signals> connections = new ArrayList<>();
    private final String exchange = UUID.randomUUID().toString();
    private final Queue<ObjectNode> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ended = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // made before each test
    private TenantId tenant;

    @SuppressWarnings("NullAway.Init")
    private Mailbox here;

    @SuppressWarnings("NullAway.Init")
    private Mailbox there;

    MailboxIT(
            WaitingAnswers answers,
            TenantTransactions transactions,
            EntityManager database,
            Samples samples,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.answers = answers;
        this.transactions = transactions;
        this.database = database;
        this.samples = samples;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @BeforeEach
    void twoNodes() {
        tenant = samples.aTenant();
        here = node(signals(url));
        there = node(signals(url));
        await().atMost(Duration.ofSeconds(5)).until(() -> connections.stream().allMatch(Signals::isListening));
    }

    @AfterEach
    void stop() {
        connections.forEach(Signals::stop);
    }

    @Test
    void anAnswerOnTheSameNodeArrivesAtOnceAndIsNotStored() {
        try (var inbox = here.open(tenant, exchange)) {
            inbox.onAnswer(taken::add);
            assertThat(here.deliver(tenant, exchange, ANSWER)).isTrue();

            assertThat(waiting()).isZero();
            await().atMost(A_SECOND).until(() -> !taken.isEmpty());
            assertThat(taken).containsExactly(ANSWER);
        }
    }

    @Test
    void anAnswerFromAnotherNodeArrivesWithinASecondAndOnce() throws InterruptedException {
        try (var inbox = here.open(tenant, exchange)) {
            inbox.onAnswer(taken::add);
            assertThat(there.deliver(tenant, exchange, ANSWER)).isTrue();

            await().atMost(A_SECOND).until(() -> !taken.isEmpty());
            Thread.sleep(2500); // two more looks
            assertThat(taken).containsExactly(ANSWER);
            assertThat(waiting()).isZero();
        }
    }

    /** As behind a pooler that hands on statements, or while the connection is lost. */
    @Test
    void anAnswerWhoseSignalIsLostArrivesWithinTwoSeconds() {
        var deaf = node(signals(Optional.empty()));
        try (var inbox = deaf.open(tenant, exchange)) {
            inbox.onAnswer(taken::add);
            there.deliver(tenant, exchange, ANSWER);

            await().atMost(Duration.ofSeconds(3)).until(() -> !taken.isEmpty());
        }
    }

    @Test
    void whatCameBeforeSomebodyTakesIsHandedOver() {
        try (var inbox = here.open(tenant, exchange)) {
            here.deliver(tenant, exchange, ANSWER);
            there.deliver(tenant, exchange, ANSWER);
            await().atMost(Duration.ofSeconds(3)).until(() -> waiting() == 0);
            inbox.onAnswer(taken::add);

            await().atMost(A_SECOND).until(() -> taken.size() == 2);
        }
    }

    @Test
    void whoDoesNotKnowTheExchangeOrBelongsToAnotherTenantAnswersNothing() throws InterruptedException {
        var other = samples.aTenant();
        try (var inbox = here.open(tenant, exchange)) {
            inbox.onAnswer(taken::add);
            for (var node : List.of(here, there)) {
                assertThat(node.deliver(other, exchange, ANSWER)).isFalse();
                assertThat(node.deliver(tenant, exchange + "0", ANSWER)).isFalse();
                assertThat(node.deliver(
                                tenant, Place.ofExchange(tenant, exchange).id(), ANSWER))
                        .as("the id in the table and in signals")
                        .isFalse();
            }
            Thread.sleep(500);
            assertThat(taken).isEmpty();
        }
    }

    @Test
    void whatIsClosedTakesNothingAndLeavesNothing() {
        var inbox = here.open(tenant, exchange);
        inbox.onAnswer(taken::add);
        inbox.close();
        inbox.close();

        assertThat(here.deliver(tenant, exchange, ANSWER)).isFalse();
        assertThat(there.deliver(tenant, exchange, ANSWER)).isFalse();
        assertThat(samples.number(tenant, "SELECT count(*) FROM mcp_exchange")).isZero();
        assertThat(taken).isEmpty();
    }

    @Test
    void anAnswerThatIsTooLargeIsDroppedOnEveryNodeAlike() {
        var large = Json.object().put("x", "x".repeat(WaitingAnswers.LARGEST));
        try (var inbox = here.open(tenant, exchange)) {
            inbox.onAnswer(taken::add);
            assertThat(here.deliver(tenant, exchange, large)).isFalse();
            assertThat(there.deliver(tenant, exchange, large)).isFalse();
        }
        assertThat(taken).isEmpty();
    }

    @Test
    void anExchangeIsOpenedOnce() {
        try (var inbox = here.open(tenant, exchange)) {
            assertThatThrownBy(() -> here.open(tenant, exchange)).isInstanceOf(IllegalStateException.class);
            inbox.onAnswer(taken::add);
            here.deliver(tenant, exchange, ANSWER);
            await().atMost(A_SECOND).until(() -> !taken.isEmpty());
        }
    }

    @Test
    void aRequestIsCancelledFromWhicheverNode() {
        cancelsFromBothNodes();
    }

    private void cancelsFromBothNodes() {
        for (var node : List.of(here, there)) {
            ended.set(0);
            var request = here.running(tenant, "mcps_1", ONE, ended::incrementAndGet);
            node.cancel(tenant, "mcps_1", ONE);
            await().atMost(A_SECOND).until(() -> ended.get() == 1);
            node.cancel(tenant, "mcps_1", ONE);
            request.close();
            assertThat(ended).hasValue(1);
        }
    }

    @Test
    void noOtherRequestIsCancelled() throws InterruptedException {
        var other = samples.aTenant();
        var request = here.running(tenant, "mcps_1", ONE, ended::incrementAndGet);
        for (var node : List.of(here, there)) {
            node.cancel(tenant, "mcps_1", TextNode.valueOf("1"));
            node.cancel(tenant, "mcps_1", IntNode.valueOf(2));
            node.cancel(tenant, "mcps_2", ONE);
            node.cancel(tenant, "mcps_", TextNode.valueOf("11"));
            node.cancel(other, "mcps_1", ONE);
        }
        Thread.sleep(500);
        assertThat(ended).hasValue(0);
        request.close();
    }

    @Test
    void whatHasEndedIsNotCancelledAndNotRemembered() {
        var one = here.running(tenant, "mcps_1", ONE, ended::incrementAndGet);
        var two = here.running(tenant, "mcps_1", ONE, () -> ended.addAndGet(10));
        one.close();
        here.cancel(tenant, "mcps_1", ONE);
        assertThat(ended).hasValue(10);
        two.close();
        two.close();
        here.cancel(tenant, "mcps_1", ONE);
        assertThat(ended).hasValue(10);
    }

    /** Signals can be heard by everybody who may connect to the database. */
    @Test
    void signalsTellNothing() {
        var heard = new ConcurrentLinkedQueue<String>();
        var listener = signals(url);
        listener.hear(heard::add);
        await().atMost(Duration.ofSeconds(5)).until(listener::isListening);
        var inbox = here.open(tenant, exchange);
        there.deliver(tenant, exchange, ANSWER);
        there.cancel(tenant, "mcps_1", ONE);

        await().atMost(A_SECOND).until(() -> heard.size() >= 2);
        inbox.close();
        assertThat(heard).allMatch(text -> text.matches("(ANSWERED|CANCELLED) pr_[0-9A-Za-z]{22} [0-9a-f]{64}"));
        assertThat(heard).noneMatch(text -> text.contains(exchange));
    }

    @Test
    void whatIsNoSignalIsPassedOver() {
        signals(Optional.empty()).send(tenant, "of a later release");
        signals(Optional.empty()).send(tenant, "CANCELLED pr_x y");
        cancelsFromBothNodes();
    }

    @Test
    void aLostConnectionIsOpenedAgain() {
        samples.number(
                tenant,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'patchbay signals'"
                        + " AND datname = current_database()");
        await().atMost(Duration.ofSeconds(5)).until(() -> connections.stream().noneMatch(Signals::isListening));
        await().atMost(Duration.ofSeconds(5)).until(() -> connections.stream().allMatch(Signals::isListening));

        cancelsFromBothNodes();
    }

    @Test
    void aNodeThatStopsLeavesItsConnectionPromptly() {
        connections.forEach(Signals::stop);

        await().atMost(A_SECOND).until(() -> connections.stream().noneMatch(Signals::isListening));
    }

    /** A call that asks its client nothing must not notice. */
    @Test
    void withoutADatabaseToListenToRequestsRunAndEnd() {
        var unreachable = node(signals(Optional.of("jdbc:postgresql://127.0.0.1:1/none")));
        var request = unreachable.running(tenant, "mcps_1", ONE, ended::incrementAndGet);
        unreachable.cancel(tenant, "mcps_1", ONE);
        request.close();
        assertThat(ended).hasValue(1);
    }

    private long waiting() {
        return samples.number(tenant, "SELECT count(*) FROM mcp_answer");
    }

    private Mailbox node(Signals signals) {
        return new Mailbox(answers, transactions, signals);
    }

    private Signals signals(Optional<String> address) {
        var signals = new Signals(transactions, database, address, user, password);
        if (address.equals(url)) {
            connections.add(signals);
        }
        return signals;
    }
}

package dev.patchbay.gateway.mcp.state;

import static dev.patchbay.gateway.mcp.state.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantShredding;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.GatewayResource;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.Sessions;
import dev.patchbay.gateway.tenancy.Caller;
import dev.patchbay.gateway.tenancy.Callers;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Protocol sessions of older revisions (R22); another instance with a memory of its own stands for another node. */
@QuarkusTest
@WithTestResource(GatewayResource.class)
class ProtocolSessionsIT {
    private static final ObjectNode NONE = Json.object();

    private final ProtocolSessionTable table;
    private final TenantTransactions transactions;
    private final TenantShredding shredding;
    private final Sessions sessions;
    private final Ids ids;
    private final Samples samples;
    private final Settable clock = new Settable();

    @SuppressWarnings("NullAway.Init") // made before each test
    private TenantId tenant;

    @SuppressWarnings("NullAway.Init")
    private Session session;

    ProtocolSessionsIT(
            ProtocolSessionTable table,
            TenantTransactions transactions,
            TenantShredding shredding,
            Sessions sessions,
            Ids ids,
            Samples samples) {
        this.table = table;
        this.transactions = transactions;
        this.shredding = shredding;
        this.sessions = sessions;
        this.ids = ids;
        this.samples = samples;
    }

    @BeforeEach
    void aSession() {
        tenant = samples.aTenant();
        session = samples.aSession(tenant, "ada");
    }

    @Test
    void whatAClientAgreedOnIsKnownOnEveryNode() {
        var opened = node(ada())
                .open(
                        session,
                        "2025-06-18",
                        json("{'elicitation':{'form':{}},'big':1e99}"),
                        json("{'name':'c\\u0000','version':'1.10'}"));

        assertThat(opened.id()).matches("mcps_[0-9A-Za-z]{22}");
        assertThat(node(ada()).find(session, opened.id())).contains(opened);
    }

    @Test
    void toEverybodyElseItIsUnknown() {
        var byToken = open(ada());
        var byKey = open(Callers.apiKey(tenant, "key_1"));
        var sibling = samples.aSession(tenant, "ada");
        var foreign = samples.aSession(samples.aTenant(), "ada");

        assertThat(node(ada()).find(session, byToken)).isPresent();
        assertThat(node(Callers.apiKey(tenant, "key_1")).find(session, byKey)).isPresent();
        assertUnknown(node(Callers.holderOf(session, "eve")), session, byToken);
        assertUnknown(node(Callers.apiKey(tenant, "key_1")), session, byToken);
        assertUnknown(node(Callers.apiKey(tenant, "ada")), session, byToken);
        assertUnknown(node(Callers.apiKey(tenant, "key_2")), session, byKey);
        assertUnknown(node(ada()), session, byKey);
        assertUnknown(node(Callers.holderOf(sibling, "ada")), sibling, byToken);
        assertUnknown(node(Callers.holderOf(foreign, "ada")), foreign, byToken);
        assertUnknown(node(ada()), session, "mcps_" + "0".repeat(22));
        assertUnknown(node(ada()), session, "' OR true --");
        assertThat(node(ada()).find(session, byToken)).isPresent();
    }

    /** Also where the node has just read the row for its owner. */
    @Test
    void toEverybodyElseItIsUnknownOnceItIsCached() {
        var eve = Callers.holderOf(session, "eve");
        var current = new Switched();
        var node = node(current);
        current.now = ada();
        var id = open(ada());
        assertThat(node.find(session, id)).isPresent();

        current.now = eve;
        assertThat(node.find(session, id)).isEmpty();
        assertThat(node.end(session, id)).isFalse();
    }

    @Test
    void itEndsADayAfterItsLastUse() {
        var id = open(ada());
        clock.advance(Duration.ofHours(23));
        assertThat(node(ada()).find(session, id)).isPresent();
        awaitNoted();
        clock.advance(Duration.ofHours(23));
        assertThat(node(ada()).find(session, id)).isPresent();
        awaitNoted();
        clock.advance(Duration.ofHours(24));
        assertUnknown(node(ada()), session, id);
    }

    @Test
    void itEndsAfterSevenDaysInUseOrNot() {
        var id = open(ada());
        for (int hour = 20; hour < 7 * 24; hour += 20) {
            clock.advance(Duration.ofHours(20));
            assertThat(node(ada()).find(session, id)).as("hour " + hour).isPresent();
            awaitNoted();
        }
        clock.advance(Duration.ofHours(8).minusSeconds(1));
        assertThat(node(ada()).find(session, id)).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertUnknown(node(ada()), session, id);
    }

    @Test
    void aUseIsNotedOnceAMinute() throws InterruptedException {
        var node = node(ada());
        var id = open(ada());
        var begun = usedAt();
        clock.advance(Duration.ofSeconds(59));
        node.find(session, id);
        Thread.sleep(500); // it would be noted apart from the call
        assertThat(usedAt()).isEqualTo(begun);
        clock.advance(Duration.ofSeconds(1));
        node(ada()).find(session, id);
        await().atMost(Duration.ofSeconds(5)).until(() -> usedAt() == begun + 60);
    }

    /** R22: a caller who opens and never ends fills no disk, and no heap either: what is opened is not remembered. */
    @Test
    void oneMoreThanAHundredEndsTheLongestIdle() {
        var node = node(ada());
        var other = open(Callers.apiKey(tenant, "key_1"));
        var opened = new ArrayList<String>();
        for (int i = 0; i < ProtocolSessions.MOST; i++) {
            clock.advance(Duration.ofSeconds(1));
            opened.add(open(ada()));
        }
        clock.advance(Duration.ofMinutes(2));
        node.find(session, opened.getFirst());
        awaitNoted();
        clock.advance(Duration.ofSeconds(1));
        var last = open(ada());

        assertUnknown(node(ada()), session, opened.get(1));
        assertThat(node(ada()).find(session, opened.getFirst())).isPresent();
        assertThat(node(ada()).find(session, opened.get(2))).isPresent();
        assertThat(node(ada()).find(session, last)).isPresent();
        assertThat(node(Callers.apiKey(tenant, "key_1")).find(session, other)).isPresent();
        assertThat(count()).isEqualTo(ProtocolSessions.MOST + 1);
    }

    @Test
    void theNumberHoldsWhenManyAreOpenedAtOnce() throws Exception {
        var node = node(ada());
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<ProtocolSession> open = () -> node.open(session, "2025-06-18", NONE, NONE);
            for (var done : threads.invokeAll(
                    IntStream.range(0, 300).mapToObj(_ -> open).toList())) {
                done.get();
            }
        }
        assertThat(count()).isEqualTo(ProtocolSessions.MOST);
    }

    @Test
    void aWarmCallReadsNothingAndWhatEndedElsewhereIsForgottenInFiveSeconds() {
        var node = node(ada());
        var id = open(ada());
        assertThat(node.find(session, id)).isPresent();

        assertThat(node(ada()).end(session, id)).isTrue();

        assertThat(count()).isZero();
        assertThat(node.find(session, id)).as("not asked for again").isPresent();
        await().atMost(Duration.ofSeconds(5)).until(() -> node.find(session, id).isEmpty());
    }

    @Test
    void whatEndsHereIsForgottenAtOnceAndEndsOnce() {
        var node = node(ada());
        var id = open(ada());
        node.find(session, id);

        assertThat(node.end(session, id)).isTrue();
        assertThat(node.find(session, id)).isEmpty();
        assertThat(node.end(session, id)).isFalse();
    }

    @Test
    void theLogLevelIsKept() {
        var node = node(ada());
        var id = open(ada());
        var found = node.find(session, id).orElseThrow();
        assertThat(found.logLevel()).isEmpty();

        node.logLevel(found, "warning");

        assertThat(node.find(session, id).orElseThrow().logLevel()).contains("warning");
        assertThat(node(ada()).find(session, id).orElseThrow().logLevel()).contains("warning");
    }

    @Test
    void itGoesWithItsSession() {
        var id = open(ada());
        sessions.delete(tenant, session.id());

        assertThat(count()).isZero();
        assertUnknown(node(ada()), session, id);
        assertThatThrownBy(() -> open(ada())).isInstanceOf(ApiError.class).hasMessageContaining("no such session");
    }

    @Test
    void itGoesWithItsTenant() {
        open(ada());
        shredding.destroyKeys(tenant);

        assertThat(count()).isZero();
    }

    @Test
    void whatExpiredIsDeletedWithoutBeingSeen() {
        var node = node(ada());
        open(ada());
        node.deleteExpired();
        assertThat(count()).isOne();

        samples.change(tenant, "UPDATE mcp_session SET expires_at = now() - interval '1 s'");
        assertThat(node.deleteExpired()).isPositive();
        assertThat(count()).isZero();
    }

    @Test
    void anIdleTimeThatCannotHoldIsRefused() {
        for (var idle : new Duration[] {Duration.ZERO, Duration.ofMinutes(4), Duration.ofDays(8)}) {
            assertThatThrownBy(() -> node(ada(), idle))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("patchbay.mcp.session-idle");
        }
    }

    private static void assertUnknown(ProtocolSessions node, Session session, String id) {
        assertThat(node.find(session, id)).isEmpty();
        assertThat(node.end(session, id)).isFalse();
    }

    private CurrentCaller ada() {
        return Callers.holderOf(session, "ada");
    }

    private String open(CurrentCaller caller) {
        return node(caller).open(session, "2025-06-18", NONE, NONE).id();
    }

    private ProtocolSessions node(CurrentCaller caller) {
        return node(caller, Duration.ofHours(24));
    }

    private ProtocolSessions node(CurrentCaller caller, Duration idle) {
        return new ProtocolSessions(table, transactions, caller, ids, clock, idle);
    }

    private long count() {
        return samples.number(tenant, "SELECT count(*) FROM mcp_session");
    }

    private long usedAt() {
        return samples.number(tenant, "SELECT extract(epoch FROM max(used_at))::bigint FROM mcp_session");
    }

    private void awaitNoted() {
        await().atMost(Duration.ofSeconds(5))
                .until(() -> usedAt() == clock.instant().getEpochSecond());
    }

    /** Whole seconds, in the future: what really expires is of no concern. */
    private static final class Settable extends Clock {
        private volatile Instant now = Instant.parse("2040-01-01T00:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** One node, asked by one caller after the other. */
    @Vetoed
    private static final class Switched extends CurrentCaller {
        private volatile CurrentCaller now = new CurrentCaller();

        @Override
        public Caller get() {
            return now.get();
        }
    }
}

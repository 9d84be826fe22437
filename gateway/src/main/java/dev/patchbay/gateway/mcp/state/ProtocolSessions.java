package dev.patchbay.gateway.mcp.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.mcp.state.ProtocolSessionTable.Row;
import dev.patchbay.gateway.session.Session;
import dev.patchbay.gateway.session.SessionId;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The protocol sessions of a tenant's clients. Each belongs to the caller who opened it, in the session it was opened in; to
 * everybody else it is unknown (R22).
 *
 * <p>One ends a day after its last use ({@code patchbay.mcp.session-idle}) and seven days after it was opened. Reads are
 * cached for four seconds, so a warm call does not ask the database, and what ended on another node is forgotten within five.
 */
@ApplicationScoped
public class ProtocolSessions {
    /** So many has a caller in a session; one more ends the longest idle. */
    public static final int MOST = 100;

    private static final Logger LOG = Logger.getLogger(ProtocolSessions.class);
    private static final Pattern FORM = Pattern.compile("mcps_[A-Za-z0-9]{22}");
    private static final Duration LONGEST = Duration.ofDays(7);
    /** A use is noted only when the last one noted is so old. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private static final Duration SHORTEST_IDLE = NOTED.multipliedBy(5);

    private final ProtocolSessionTable table;
    private final TenantTransactions transactions;
    private final CurrentCaller caller;
    private final Ids ids;
    private final Clock clock;
    private final Duration idle;
    private final RecentReads<Key, Known> recent;

    ProtocolSessions(
            ProtocolSessionTable table,
            TenantTransactions transactions,
            CurrentCaller caller,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "patchbay.mcp.session-idle", defaultValue = "24H") Duration idle) {
        if (idle.compareTo(SHORTEST_IDLE) < 0 || idle.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "patchbay.mcp.session-idle must be from " + SHORTEST_IDLE + " to " + LONGEST + "; it is " + idle);
        }
        this.table = table;
        this.transactions = transactions;
        this.caller = caller;
        this.ids = ids;
        this.clock = clock;
        this.idle = idle;
        this.recent = new RecentReads<>(transactions::inTransaction);
    }

    private record Key(TenantId tenant, String id) {}

    /** @param noted whether this reading's use was noted, or need not be */
    private record Known(Row row, AtomicBoolean noted) {
        boolean isFor(SessionId session, String principal, Instant now) {
            return row.session().session().equals(session)
                    && row.principal().equals(principal)
                    && now.isBefore(row.expiresAt());
        }
    }

    /**
     * Opens one for the present caller.
     *
     * @param capabilities of more than 16 KB of JSON together with {@code clientInfo} only what is used is kept: elicitation,
     *     sampling and roots, and the client's name and version
     * @throws ApiError when the session was deleted this moment
     */
    public ProtocolSession open(Session session, String revision, ObjectNode capabilities, ObjectNode clientInfo) {
        var declared = Declared.of(capabilities, clientInfo);
        var opened = new ProtocolSession(
                session.tenant(),
                session.id(),
                ids.next(Ids.Kind.PROTOCOL_SESSION),
                revision,
                declared.capabilities(),
                declared.clientInfo(),
                Optional.empty());
        var now = clock.instant();
        var row = new Row(opened, Principal.of(caller.ofTenant()), now, now, now.plus(idle));
        var isThere = transactions.call(session.tenant(), () -> {
            if (!table.hold(session.tenant(), session.id())) {
                return false;
            }
            table.add(row);
            table.keepOf(row, MOST);
            return true;
        });
        if (!isThere) {
            throw new ApiError(ErrorKind.SESSION_NOT_FOUND, "There is no such session.");
        }
        return opened;
    }

    /** The present caller's; empty for an id that is unknown, somebody else's, ended or expired: all alike. */
    public Optional<ProtocolSession> find(Session session, String id) {
        if (!FORM.matcher(id).matches()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var principal = Principal.of(caller.ofTenant());
        return recent.get(new Key(session.tenant(), id), key -> load(key.tenant, id))
                .filter(known -> known.isFor(session.id(), principal, now))
                .map(known -> {
                    note(known, now);
                    return known.row.session();
                });
    }

    /** From now on the client wants to be told what is at least as grave as this. */
    public void logLevel(ProtocolSession of, String level) {
        transactions.run(of.tenant(), () -> {
            table.logLevel(of.tenant(), of.id(), level);
            forget(of.tenant(), of.id());
        });
    }

    /** Whether the present caller had one of this id to end. Other nodes forget it within five seconds. */
    public boolean end(Session session, String id) {
        var principal = Principal.of(caller.ofTenant());
        return transactions.call(session.tenant(), () -> {
            forget(session.tenant(), id);
            return table.delete(session.tenant(), session.id(), principal, id, clock.instant());
        });
    }

    /** Deletes what has expired in every tenant; nothing of it is seen. */
    public int deleteExpired() {
        return transactions.system(table::deleteExpired);
    }

    private Optional<Known> load(TenantId tenant, String id) {
        return transactions.call(tenant, () -> table.find(tenant, id)).map(row -> new Known(row, new AtomicBoolean()));
    }

    private void forget(TenantId tenant, String id) {
        transactions.afterCommit(() -> recent.forgetKeys(new Key(tenant, id)::equals));
    }

    /** Apart from the call, which need not wait for it. */
    private void note(Known known, Instant now) {
        var row = known.row;
        if (now.isBefore(row.usedAt().plus(NOTED)) || known.noted.getAndSet(true)) {
            return;
        }
        var last = row.createdAt().plus(LONGEST);
        var expiresAt = now.plus(idle).isBefore(last) ? now.plus(idle) : last;
        var used = row.session();
        Thread.ofVirtual().name("mcp-session-use").start(() -> {
            try {
                transactions.run(used.tenant(), () -> table.use(used.tenant(), used.id(), now, expiresAt));
            } catch (RuntimeException failed) { // whatever it was, the next use is noted as well
                LOG.warn("the use of a protocol session could not be noted", failed);
            }
        });
    }
}

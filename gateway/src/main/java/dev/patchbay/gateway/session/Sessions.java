package dev.patchbay.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.tenancy.AppUsers;
import dev.patchbay.authstore.tenancy.RecentReads;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.policy.SessionConfigReader;
import dev.patchbay.gateway.policy.SessionConfigReader.Reading;
import dev.patchbay.gateway.policy.SessionPatch;
import dev.patchbay.gateway.session.jpa.ConfigVersionRow;
import dev.patchbay.gateway.session.jpa.SessionRepository;
import dev.patchbay.gateway.session.jpa.SessionRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The sessions of a tenant. What another tenant owns looks like what does not exist.
 *
 * <p>Reads are cached per tenant and session for four seconds, so that a warm call does not ask the database; changes made
 * on this node show at once, those of another node within five seconds.
 */
@ApplicationScoped
public class Sessions {
    private final SessionRepository rows;
    private final AppUsers users;
    private final TenantTransactions transactions;
    private final SessionConfigReader reader;
    private final SessionReferences references;
    private final Ids ids;
    private final Clock clock;
    private final RecentReads<Key, Session> recent;

    Sessions(
            SessionRepository rows,
            AppUsers users,
            TenantTransactions transactions,
            SessionConfigReader reader,
            SessionReferences references,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.users = users;
        this.transactions = transactions;
        this.reader = reader;
        this.references = references;
        this.ids = ids;
        this.clock = clock;
        this.recent = new RecentReads<>(transactions::inTransaction);
    }

    private record Key(TenantId tenant, SessionId id) {}

    public SessionChange create(TenantId tenant, String userId, ObjectNode document) {
        return switch (validate(tenant, userId, document)) {
            case Reading.Invalid(var problems) -> new SessionChange.Invalid(problems);
            case Reading.Valid valid -> {
                var id = new SessionId(ids.next(Ids.Kind.SESSION));
                var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                var row = new SessionRow(userId, Json.write(document), 1, 1, now, now);
                transactions.run(tenant, () -> {
                    users.ensure(tenant, userId);
                    rows.insert(tenant, id.value(), row);
                });
                yield new SessionChange.Changed(session(tenant, id, row, valid));
            }
        };
    }

    public Optional<Session> find(TenantId tenant, SessionId id) {
        return recent.get(new Key(tenant, id), key -> load(tenant, id));
    }

    /**
     * The configurations that a session has had, newest first; nothing where there is no such session. All of them are kept
     * as long as the session is: they are small, and what a session was allowed last month is asked when it matters.
     */
    public Optional<Page<ConfigVersion>> history(TenantId tenant, SessionId id, Slice slice) {
        return transactions.call(
                tenant,
                () -> rows.find(tenant, id.value()).map(session -> {
                    // One more, since an item ends where the newer one before it begins.
                    var newer = Math.min(1, slice.offset());
                    var found = rows.versions(tenant, id.value(), slice.offset() - newer, slice.limit() + newer);
                    var items = IntStream.range(newer, found.size())
                            .mapToObj(place -> version(found, place))
                            .toList();
                    // They are counted from 1.
                    return new Page<>(items, session.configVersion());
                }));
    }

    private static ConfigVersion version(List<ConfigVersionRow> newestFirst, int place) {
        var row = newestFirst.get(place);
        var until = place == 0
                ? Optional.<Instant>empty()
                : Optional.of(newestFirst.get(place - 1).createdAt());
        return new ConfigVersion(row.version(), document(row.config()), row.createdAt(), until);
    }

    /** @param expectedVersion the version the caller knows; when it is no longer the present one, nothing changes */
    public SessionChange patch(TenantId tenant, SessionId id, ObjectNode change, OptionalInt expectedVersion) {
        return changing(tenant, id, () -> patchLocked(tenant, id, change, expectedVersion));
    }

    /** Whether there was one. Connected accounts of the user stay. */
    public boolean delete(TenantId tenant, SessionId id) {
        return changing(tenant, id, () -> rows.delete(tenant, id.value()));
    }

    /** Revokes every token issued for the session so far; whether there is such a session. */
    public boolean revokeTokens(TenantId tenant, SessionId id) {
        return changing(tenant, id, () -> rows.revokeTokens(tenant, id.value()));
    }

    /** Forgets what was read of the session once the change is committed, be it in a transaction around this one. */
    private <T> T changing(TenantId tenant, SessionId id, Supplier<T> change) {
        return transactions.call(tenant, () -> {
            transactions.afterCommit(() -> recent.forgetKeys(new Key(tenant, id)::equals));
            return change.get();
        });
    }

    private SessionChange patchLocked(TenantId tenant, SessionId id, ObjectNode change, OptionalInt expectedVersion) {
        var present = rows.lock(tenant, id.value());
        if (present.isEmpty()) {
            return new SessionChange.Absent();
        }
        var row = present.get();
        if (expectedVersion.isPresent() && expectedVersion.getAsInt() != row.configVersion()) {
            return new SessionChange.Outdated(row.configVersion());
        }
        var document = SessionPatch.apply(document(row.config()), change);
        return switch (validate(tenant, row.userId(), document)) {
            case Reading.Invalid(var problems) -> new SessionChange.Invalid(problems);
            case Reading.Valid valid -> {
                var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                var changed = rows.update(tenant, id.value(), Json.write(document), now);
                yield new SessionChange.Changed(session(tenant, id, changed, valid));
            }
        };
    }

    private Reading validate(TenantId tenant, String userId, ObjectNode document) {
        return switch (reader.read(document)) {
            case Reading.Invalid invalid -> invalid;
            case Reading.Valid valid -> {
                List<String> problems = references.problems(tenant, userId, valid.config());
                yield problems.isEmpty() ? valid : new Reading.Invalid(problems);
            }
        };
    }

    private Optional<Session> load(TenantId tenant, SessionId id) {
        return transactions
                .call(tenant, () -> rows.find(tenant, id.value()))
                .map(row -> session(tenant, id, row, reader.read(document(row.config()))));
    }

    private static ObjectNode document(String config) {
        try {
            return (ObjectNode) Json.read(config.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedJson damaged) {
            throw new IllegalStateException("A stored session document is not JSON", damaged);
        }
    }

    private static Session session(TenantId tenant, SessionId id, SessionRow row, Reading rules) {
        return new Session(
                tenant,
                id,
                row.userId(),
                rules,
                row.configVersion(),
                row.tokenGeneration(),
                row.createdAt(),
                row.updatedAt());
    }
}

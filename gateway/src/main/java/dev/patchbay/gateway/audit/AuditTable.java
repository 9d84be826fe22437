package dev.patchbay.gateway.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/** The chains in the database. Every method wants a transaction to be open that is bound to the chain's tenant. */
@ApplicationScoped
class AuditTable {
    private static final int MOST_ENDS = 10_000;

    /**
     * The wait for other writers of the chain has an end. The setting is made on the way, because another statement would be
     * another round trip for each batch of calls.
     */
    private static final String LOCK = """
            WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', ?, true))
            SELECT sequence, encode(hash, 'hex') FROM patience CROSS JOIN audit_head WHERE tenant_id = ? FOR UPDATE OF audit_head""";

    private static final String BEGIN = """
            INSERT INTO audit_head (tenant_id, sequence, hash) VALUES (?, 0, decode(?, 'hex')) ON CONFLICT DO NOTHING""";

    /** Adds nothing unless the chain ends where the rows begin; waits for other writers as {@link #LOCK} does. */
    private static final String APPEND = """
            WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', ?, true)),
                 moved AS (UPDATE audit_head SET sequence = ?, hash = decode(?, 'hex') FROM patience
                           WHERE tenant_id = ? AND sequence = ? AND hash = decode(?, 'hex') RETURNING 1)
            INSERT INTO audit_event (tenant_id, sequence, at, actor_kind, actor_id, action, subject, outcome, details,
                                     request_id, previous_hash, hash)
            SELECT ?, sequence, at::timestamptz, actor_kind, actor_id, action, subject, outcome, details::jsonb,
                   request_id, decode(previous_hash, 'hex'), decode(hash, 'hex')
            FROM moved CROSS JOIN unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[])
                 AS row (sequence, at, actor_kind, actor_id, action, subject, outcome, details, request_id, previous_hash, hash)""";

    private static final String READ = """
            SELECT sequence, at, actor_kind, actor_id, action, subject, outcome, details::text, request_id,
                   encode(previous_hash, 'hex'), encode(hash, 'hex')
            FROM audit_event WHERE tenant_id = ? AND sequence > ? AND sequence <= ? ORDER BY sequence LIMIT ?""";

    /** One statement, so one view of the database: what is added meanwhile is no finding. */
    private static final String BEYOND = """
            SELECT sequence FROM audit_event
            WHERE tenant_id = ? AND sequence > (SELECT max(sequence) FROM audit_head WHERE tenant_id = ?)
            ORDER BY sequence LIMIT 100""";

    private final DataSource database;
    private final AuditSeal seal;
    private final TenantTransactions transactions;

    /**
     * Where chains ended when this node last added to them, so that a warm call reads nothing. Out of date is harmless: the
     * rows then fit nowhere, and the end is read.
     */
    private final Cache<TenantId, ChainHead> ends =
            Caffeine.newBuilder().maximumSize(MOST_ENDS).build();

    AuditTable(DataSource database, AuditSeal seal, TenantTransactions transactions) {
        this.database = database;
        this.seal = seal;
        this.transactions = transactions;
    }

    void prove() {
        seal.prove();
    }

    /**
     * Adds rows to the chain's end, which stays locked until the transaction ends.
     *
     * @param patience how long to wait for other writers of the chain
     */
    void append(TenantId chain, List<Entry> entries, Duration patience) throws SQLException {
        try (var connection = database.getConnection()) {
            var end = ends.getIfPresent(chain);
            if (end != null && append(connection, chain, entries, end, patience)) {
                return;
            }
            if (!append(connection, chain, entries, lock(connection, chain, patience), patience)) {
                throw new SQLException("the end of the chain moved although it was locked");
            }
        }
    }

    private boolean append(Connection connection, TenantId chain, List<Entry> entries, ChainHead end, Duration patience)
            throws SQLException {
        var rows = new ArrayList<AuditRow>(entries.size());
        var head = end;
        for (var entry : entries) {
            var row = entry.after(chain, head, seal);
            rows.add(row);
            head = new ChainHead(row.sequence(), row.hash());
        }
        if (!insert(connection, chain, rows, end, head, patience)) {
            return false;
        }
        var added = head;
        transactions.afterCommit(() -> ends.put(chain, added));
        return true;
    }

    boolean isOurs(AuditRow row) {
        return seal.holds(row);
    }

    Optional<ChainHead> head(TenantId chain) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT sequence, encode(hash, 'hex') FROM audit_head WHERE tenant_id = ?")) {
            select.setString(1, chain.value());
            return head(select.executeQuery());
        }
    }

    /** The rows after one number and up to another, in order. */
    List<AuditRow> read(TenantId chain, long after, long upTo, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(READ)) {
            select.setString(1, chain.value());
            select.setLong(2, after);
            select.setLong(3, upTo);
            select.setInt(4, limit);
            var found = new ArrayList<AuditRow>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row(chain, rows));
                }
            }
            return found;
        }
    }

    /** Rows that stand after the chain's end. */
    List<Long> beyond(TenantId chain) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(BEYOND)) {
            select.setString(1, chain.value());
            select.setString(2, chain.value());
            var found = new ArrayList<Long>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
            }
            return found;
        }
    }

    private static ChainHead lock(Connection connection, TenantId chain, Duration patience) throws SQLException {
        var head = tryLock(connection, chain, patience);
        if (head.isEmpty()) {
            try (var insert = connection.prepareStatement(BEGIN)) {
                insert.setString(1, chain.value());
                insert.setString(2, AuditRow.FIRST);
                insert.executeUpdate();
            }
            head = tryLock(connection, chain, patience);
        }
        return head.orElseThrow(() -> new SQLException("the chain has no head"));
    }

    private static Optional<ChainHead> tryLock(Connection connection, TenantId chain, Duration patience)
            throws SQLException {
        try (var select = connection.prepareStatement(LOCK)) {
            select.setString(1, milliseconds(patience));
            select.setString(2, chain.value());
            return head(select.executeQuery());
        }
    }

    private static Optional<ChainHead> head(ResultSet rows) throws SQLException {
        try (rows) {
            return rows.next() ? Optional.of(new ChainHead(rows.getLong(1), rows.getString(2))) : Optional.empty();
        }
    }

    /** @return whether the chain still ended there */
    private static boolean insert(
            Connection connection, TenantId chain, List<AuditRow> rows, ChainHead from, ChainHead to, Duration patience)
            throws SQLException {
        try (var insert = connection.prepareStatement(APPEND)) {
            insert.setString(1, milliseconds(patience));
            insert.setLong(2, to.sequence());
            insert.setString(3, to.hash());
            insert.setString(4, chain.value());
            insert.setLong(5, from.sequence());
            insert.setString(6, from.hash());
            insert.setString(7, chain.value());
            insert.setArray(
                    8,
                    connection.createArrayOf(
                            "int8", rows.stream().map(AuditRow::sequence).toArray()));
            column(connection, insert, 9, rows, row -> row.at().toString());
            column(connection, insert, 10, rows, AuditRow::actorKind);
            column(connection, insert, 11, rows, AuditRow::actorId);
            column(connection, insert, 12, rows, AuditRow::action);
            column(connection, insert, 13, rows, AuditRow::subject);
            column(connection, insert, 14, rows, AuditRow::outcome);
            column(connection, insert, 15, rows, row -> Details.write(row.details()));
            column(connection, insert, 16, rows, AuditRow::requestId);
            column(connection, insert, 17, rows, AuditRow::previousHash);
            column(connection, insert, 18, rows, AuditRow::hash);
            return insert.executeUpdate() == rows.size();
        }
    }

    private static void column(
            Connection connection,
            java.sql.PreparedStatement insert,
            int index,
            List<AuditRow> rows,
            Function<AuditRow, String> value)
            throws SQLException {
        insert.setArray(
                index, connection.createArrayOf("text", rows.stream().map(value).toArray()));
    }

    private static String milliseconds(Duration patience) {
        return Long.toString(patience.toMillis());
    }

    private static AuditRow row(TenantId chain, ResultSet found) throws SQLException {
        return new AuditRow(
                chain,
                found.getLong(1),
                found.getObject(2, java.time.OffsetDateTime.class).toInstant(),
                text(found, 3),
                text(found, 4),
                text(found, 5),
                text(found, 6),
                text(found, 7),
                Details.read(text(found, 8)),
                text(found, 9),
                text(found, 10),
                text(found, 11));
    }

    /** A NULL that someone put there must not read as an empty text, and no stored text is this one. */
    private static String text(ResultSet found, int column) throws SQLException {
        var value = found.getString(column);
        return value == null ? "\0" : value;
    }
}

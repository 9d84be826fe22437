package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads chains. Each call is a short transaction of its own and keeps no writer waiting. */
@ApplicationScoped
public class AuditReader {
    private final TenantTransactions transactions;
    private final AuditTable table;

    AuditReader(TenantTransactions transactions, AuditTable table) {
        this.transactions = transactions;
        this.table = table;
    }

    /** The rows of a chain after the one of this number, at most so many, in order. */
    public List<AuditRow> after(TenantId chain, long sequence, int limit) {
        return rows(chain, sequence, Long.MAX_VALUE, limit);
    }

    /** Whether anything was ever recorded there. A tenant's chain outlives the tenant. */
    public boolean exists(TenantId chain) {
        return head(chain).isPresent();
    }

    List<AuditRow> rows(TenantId chain, long after, long upTo, int limit) {
        return read(chain, () -> table.read(chain, after, upTo, limit));
    }

    Optional<ChainHead> head(TenantId chain) {
        return read(chain, () -> table.head(chain));
    }

    /** Whether the recorded end of the chain names a row that we sealed. */
    boolean isOurs(TenantId chain, ChainHead head) {
        return rows(chain, head.sequence() - 1, head.sequence(), 1).stream()
                .anyMatch(row -> row.hash().equals(head.hash()) && table.isOurs(row));
    }

    List<Long> beyond(TenantId chain) {
        return read(chain, () -> table.beyond(chain));
    }

    private interface Query<T> {
        T run() throws SQLException;
    }

    private <T> T read(TenantId chain, Query<T> query) {
        return transactions.call(chain, () -> {
            try {
                return query.run();
            } catch (SQLException unreadable) {
                throw new IllegalStateException("the audit log cannot be read", unreadable);
            }
        });
    }
}

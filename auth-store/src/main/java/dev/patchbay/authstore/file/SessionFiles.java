package dev.patchbay.authstore.file;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The files of one session, found by their path; {@link StoredFiles} takes and gives their content. What belongs to another
 * session, user or tenant, what expired and what never was look alike.
 */
@ApplicationScoped
public class SessionFiles {
    private final TenantTransactions transactions;
    private final FileTable table;

    SessionFiles(TenantTransactions transactions, FileTable table) {
        this.transactions = transactions;
        this.table = table;
    }

    /** The complete file there. */
    public Optional<StoredFile> find(TenantId tenant, SessionPath place) {
        return transactions.call(tenant, () -> table.find(tenant, place));
    }

    /** @return false when there is no complete file there */
    public boolean delete(TenantId tenant, SessionPath place) {
        return transactions.call(tenant, () -> table.delete(tenant, place));
    }

    /** Complete files by path, those whose path begins with the prefix. */
    public Page<StoredFile> list(TenantId tenant, SessionFolder folder, String prefix, Slice slice) {
        return transactions.call(tenant, () -> table.list(tenant, folder, prefix, slice));
    }
}

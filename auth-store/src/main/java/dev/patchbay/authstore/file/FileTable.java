package dev.patchbay.authstore.file;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where files and their sealed chunks are kept. Called inside a transaction of the tenant. What has expired is absent,
 * whether it was deleted yet or not; only a chunk is given to whoever began to read before.
 *
 * <p>Content arrives in numbered attempts: a later one takes the place of an earlier one that broke off or still goes on.
 */
public interface FileTable {

    StoredFile add(TenantId tenant, NewFile given);

    /** The file, be it the project's or a session's. */
    Optional<StoredFile> find(TenantId tenant, FileId id);

    /** The complete file there. */
    Optional<StoredFile> find(TenantId tenant, SessionPath place);

    /** Starts another attempt and drops what earlier ones left; empty when the file is absent or complete. */
    OptionalInt begin(TenantId tenant, FileId id);

    /** @return false when this attempt is over; nothing was kept */
    boolean append(TenantId tenant, FileId id, int attempt, int number, byte[] sealed);

    /**
     * Ends the attempt with a file that stays as it is; empty when the attempt was over already. What was complete at the same
     * place of a session is gone then.
     */
    Optional<StoredFile> complete(TenantId tenant, FileId id, int attempt, long size, String md5);

    /** Drops what this attempt brought, unless it is over already. */
    void discard(TenantId tenant, FileId id, int attempt);

    Optional<byte[]> chunk(TenantId tenant, FileId id, int number);

    /** Deletes the file with its content. */
    boolean delete(TenantId tenant, FileId id);

    /** Deletes the complete file there with its content. */
    boolean delete(TenantId tenant, SessionPath place);

    /** Complete uploads for tools, newest first; none of a session. */
    Page<StoredFile> list(TenantId tenant, FileFilter filter, Slice slice);

    /** Complete files of a session by path, those whose path begins with the prefix. */
    Page<StoredFile> list(TenantId tenant, SessionFolder folder, String prefix, Slice slice);

    /** Deletes what has expired in every tenant; called in a transaction without one. */
    int deleteExpired();
}

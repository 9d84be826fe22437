package dev.patchbay.authstore.file;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.crypto.AbsentKeyException;
import dev.patchbay.authstore.tenancy.TenantTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Keeps files until they expire. A file is announced first and filled once; then it never changes. Of its content no more
 * than a chunk is in memory, and no transaction stays open while a peer is slow.
 */
@ApplicationScoped
public class StoredFiles {
    static final int CHUNK = 512 * 1024;

    private final TenantTransactions transactions;
    private final FileTable table;
    private final SealedChunks chunks;

    StoredFiles(TenantTransactions transactions, FileTable table, SealedChunks chunks) {
        this.transactions = transactions;
        this.table = table;
        this.chunks = chunks;
    }

    /** Announces a file; its content is awaited. */
    public StoredFile create(TenantId tenant, NewFile given) {
        return transactions.call(tenant, () -> table.add(tenant, given));
    }

    /**
     * Takes the content of an announced file.
     *
     * @throws IOException when the content cannot be read to its end; nothing of it was kept, and it may be sent again
     */
    public Received receive(TenantId tenant, FileId id, InputStream content, long limitBytes) throws IOException {
        var attempt = transactions.call(tenant, () -> table.begin(tenant, id));
        if (attempt.isEmpty()) {
            return new Received.NotAwaited();
        }
        var kept = false;
        try {
            var received = take(tenant, id, attempt.getAsInt(), content, limitBytes);
            kept = received instanceof Received.Complete;
            return received;
        } finally {
            if (!kept) {
                transactions.run(tenant, () -> table.discard(tenant, id, attempt.getAsInt()));
            }
        }
    }

    private Received take(TenantId tenant, FileId id, int attempt, InputStream content, long limitBytes)
            throws IOException {
        var digest = md5();
        var digested = new DigestInputStream(content, digest);
        var size = 0L;
        var chunk = digested.readNBytes(CHUNK);
        for (int number = 0; ; number++) {
            size += chunk.length;
            if (size > limitBytes) {
                return new Received.TooLarge(limitBytes);
            }
            var following = chunk.length < CHUNK ? new byte[0] : digested.readNBytes(CHUNK);
            var last = following.length == 0;
            if (!append(tenant, id, attempt, number, last, chunk)) {
                return new Received.Overtaken();
            }
            if (last) {
                return complete(tenant, id, attempt, size, HexFormat.of().formatHex(digest.digest()));
            }
            chunk = following;
        }
    }

    private boolean append(TenantId tenant, FileId id, int attempt, int number, boolean last, byte[] content) {
        return transactions.call(
                tenant,
                () -> table.append(tenant, id, attempt, number, chunks.seal(tenant, id, number, last, content)));
    }

    private Received complete(TenantId tenant, FileId id, int attempt, long size, String md5) {
        return transactions.call(tenant, () -> {
            var announced = table.find(tenant, id).flatMap(StoredFile::md5);
            if (announced.isPresent() && !announced.get().equals(md5)) {
                return new Received.OtherContent();
            }
            return table.complete(tenant, id, attempt, size, md5)
                    .<Received>map(Received.Complete::new)
                    .orElseGet(Received.Overtaken::new);
        });
    }

    /** The project's file, whether its content is there or still awaited. A session's file is not found by its id. */
    public Optional<StoredFile> find(TenantId tenant, FileId id) {
        return findLinked(tenant, id).filter(file -> file.keptAt().isEmpty());
    }

    /** As {@link #find}, also a session's file: for whoever holds an address that was made for this very file. */
    public Optional<StoredFile> findLinked(TenantId tenant, FileId id) {
        return transactions.call(tenant, () -> table.find(tenant, id));
    }

    /**
     * The content of a complete file. The stream throws an IOException where the file is deleted meanwhile.
     *
     * @throws IllegalArgumentException when the content is still awaited
     */
    public InputStream open(TenantId tenant, StoredFile file) {
        if (!file.complete()) {
            throw new IllegalArgumentException("The content of this file is still awaited");
        }
        var count = Math.toIntExact(Math.max(1, Math.ceilDiv(file.size(), CHUNK)));
        return new ContentStream(count, number -> {
            var last = number == count - 1;
            try {
                return chunks.open(tenant, file.id(), number, last, sealed(tenant, file, number));
            } catch (AbsentKeyException rotated) { // perhaps just now, after the chunk was read
                return chunks.open(tenant, file.id(), number, last, sealed(tenant, file, number));
            }
        });
    }

    private byte[] sealed(TenantId tenant, StoredFile file, int number) throws IOException {
        return transactions
                .call(tenant, () -> table.chunk(tenant, file.id(), number))
                .orElseThrow(() -> new IOException("A stored file was deleted while it was read"));
    }

    /** @return false when there is no such file in this tenant, be it the project's or a session's */
    public boolean delete(TenantId tenant, FileId id) {
        return transactions.call(tenant, () -> table.delete(tenant, id));
    }

    /** Complete uploads for tools, newest first; none of a session. */
    public Page<StoredFile> list(TenantId tenant, FileFilter filter, Slice slice) {
        return transactions.call(tenant, () -> table.list(tenant, filter, slice));
    }

    /** Deletes what has expired in every tenant; nothing of it is seen. */
    public int deleteExpired() {
        return transactions.system(table::deleteExpired);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5"); // the wire contract's checksum against accidents, not a protection
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK lacks MD5", missing);
        }
    }
}

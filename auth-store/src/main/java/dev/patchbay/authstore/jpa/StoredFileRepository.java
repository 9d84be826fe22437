package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.file.FileFilter;
import dev.patchbay.authstore.file.FileId;
import dev.patchbay.authstore.file.FileTable;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.StoredFile;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

@ApplicationScoped
class StoredFileRepository implements FileTable, PanacheRepositoryBase<StoredFileEntity, TenantKey> {
    private final StoredFileChunkRepository chunks;
    private final Ids ids;
    private final DatabaseClock clock;

    StoredFileRepository(StoredFileChunkRepository chunks, Ids ids, DatabaseClock clock) {
        this.chunks = chunks;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public StoredFile add(TenantId tenant, NewFile given) {
        var now = clock.now();
        var file = new StoredFile(
                new FileId(ids.next(Ids.Kind.FILE)),
                given.name(),
                given.mimetype(),
                given.md5(),
                given.uploadedFor(),
                false,
                0,
                now,
                now.plus(given.lifetime()));
        persist(new StoredFileEntity(tenant, file));
        return file;
    }

    @Override
    public Optional<StoredFile> find(TenantId tenant, FileId id) {
        return findByIdOptional(key(tenant, id)).filter(this::lives).map(StoredFileEntity::toFile);
    }

    @Override
    public OptionalInt begin(TenantId tenant, FileId id) {
        var file = awaited(tenant, id).findFirst();
        file.ifPresent(awaited -> {
            awaited.attempt++;
            chunks.drop(tenant, id);
        });
        return file.map(awaited -> OptionalInt.of(awaited.attempt)).orElseGet(OptionalInt::empty);
    }

    @Override
    public boolean append(TenantId tenant, FileId id, int attempt, int number, byte[] sealed) {
        var goesOn = awaited(tenant, id).anyMatch(file -> file.attempt == attempt);
        if (goesOn) {
            chunks.add(tenant, id, number, sealed);
        }
        return goesOn;
    }

    @Override
    public Optional<StoredFile> complete(TenantId tenant, FileId id, int attempt, long size, String md5) {
        var file = awaited(tenant, id)
                .filter(awaited -> awaited.attempt == attempt)
                .findFirst();
        file.ifPresent(awaited -> {
            awaited.state = StoredFileEntity.COMPLETE;
            awaited.size = size;
            awaited.md5 = md5;
        });
        return file.map(StoredFileEntity::toFile);
    }

    @Override
    public void discard(TenantId tenant, FileId id, int attempt) {
        if (awaited(tenant, id).anyMatch(file -> file.attempt == attempt)) {
            chunks.drop(tenant, id);
        }
    }

    @Override
    public Optional<byte[]> chunk(TenantId tenant, FileId id, int number) {
        return chunks.content(tenant, id, number);
    }

    @Override
    public boolean delete(TenantId tenant, FileId id) {
        return delete("tenantId = ?1 and id = ?2", tenant.value(), id.value()) > 0;
    }

    @Override
    public Page<StoredFile> list(TenantId tenant, FileFilter filter, Slice slice) {
        var conditions = new Conditions(tenant)
                .and("state = :state", "state", StoredFileEntity.COMPLETE)
                .and("tool is not null and expiresAt > :now", "now", clock.now());
        filter.toolkit().ifPresent(toolkit -> conditions.and("toolkit = :toolkit", "toolkit", toolkit.value()));
        filter.tool().ifPresent(tool -> conditions.and("tool = :tool", "tool", tool.value()));
        var found = find(conditions.text(), Sort.descending("createdAt", "id"), conditions.parameters());
        var items = found.range(slice.offset(), slice.offset() + slice.limit() - 1).stream()
                .map(StoredFileEntity::toFile)
                .toList();
        return new Page<>(items, count(conditions.text(), conditions.parameters()));
    }

    /** Without a condition, because one would need rows that can be seen; the policy says which rows go. */
    @Override
    public int deleteExpired() {
        return getEntityManager().createNativeQuery("DELETE FROM stored_file").executeUpdate();
    }

    /** The file, locked, if it is there and lacks its content: of two attempts at once, each step is one or the other's. */
    private Stream<StoredFileEntity> awaited(TenantId tenant, FileId id) {
        return Optional.ofNullable(findById(key(tenant, id), LockModeType.PESSIMISTIC_WRITE)).stream()
                .filter(this::lives)
                .filter(StoredFileEntity::awaitsContent);
    }

    private boolean lives(StoredFileEntity file) {
        return clock.now().isBefore(file.expiresAt);
    }

    private static TenantKey key(TenantId tenant, FileId id) {
        return new TenantKey(tenant.value(), id.value());
    }
}

package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.Page;
import dev.patchbay.authstore.connection.Slice;
import dev.patchbay.authstore.file.FileFilter;
import dev.patchbay.authstore.file.FileId;
import dev.patchbay.authstore.file.FileTable;
import dev.patchbay.authstore.file.NewFile;
import dev.patchbay.authstore.file.SessionFolder;
import dev.patchbay.authstore.file.SessionPath;
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
                given.keptAt(),
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
    public Optional<StoredFile> find(TenantId tenant, SessionPath place) {
        var there = at(tenant, place);
        return find(there.text(), there.parameters())
                .firstResultOptional()
                .filter(this::lives)
                .map(StoredFileEntity::toFile);
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
        file.flatMap(awaited -> awaited.toFile().keptAt()).ifPresent(place -> clear(tenant, place));
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
    public boolean delete(TenantId tenant, SessionPath place) {
        return find(tenant, place).map(file -> delete(tenant, file.id())).orElse(false);
    }

    @Override
    public Page<StoredFile> list(TenantId tenant, SessionFolder folder, String prefix, Slice slice) {
        var conditions = in(tenant, folder).and("expiresAt > :now", "now", clock.now());
        if (!prefix.isEmpty()) {
            conditions.and(
                    "substring(path, 1, " + prefix.codePointCount(0, prefix.length()) + ") = :prefix",
                    "prefix",
                    prefix);
        }
        return page(conditions, Sort.ascending("path"), slice);
    }

    @Override
    public Page<StoredFile> list(TenantId tenant, FileFilter filter, Slice slice) {
        var conditions = new Conditions(tenant)
                .and("state = :state", "state", StoredFileEntity.COMPLETE)
                .and("tool is not null and expiresAt > :now", "now", clock.now());
        filter.toolkit().ifPresent(toolkit -> conditions.and("toolkit = :toolkit", "toolkit", toolkit.value()));
        filter.tool().ifPresent(tool -> conditions.and("tool = :tool", "tool", tool.value()));
        return page(conditions, Sort.descending("createdAt", "id"), slice);
    }

    private Page<StoredFile> page(Conditions conditions, Sort order, Slice slice) {
        var found = find(conditions.text(), order, conditions.parameters());
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

    /** Makes room at a place, also of what expired there. Of two files that become complete at once the later one stays. */
    private void clear(TenantId tenant, SessionPath place) {
        NativeSql.rows(
                getEntityManager(),
                "SELECT CAST(pg_advisory_xact_lock(hashtextextended(?1, 7)) AS text), 0",
                String.join("\n", place.folder().session(), place.path().value()));
        var there = at(tenant, place);
        delete(there.text(), there.parameters());
    }

    private static Conditions at(TenantId tenant, SessionPath place) {
        return in(tenant, place.folder())
                .and("path = :path", "path", place.path().value());
    }

    private static Conditions in(TenantId tenant, SessionFolder folder) {
        return new Conditions(tenant)
                .and("sessionId = :session", "session", folder.session())
                .and("userId = :user", "user", folder.user())
                .and("state = :state", "state", StoredFileEntity.COMPLETE);
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

package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.file.FileId;
import dev.patchbay.authstore.file.FileOrigin;
import dev.patchbay.authstore.file.FilePath;
import dev.patchbay.authstore.file.SessionFolder;
import dev.patchbay.authstore.file.SessionPath;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.toolkit.ToolSlug;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may not be updated, the runtime role may not update either. */
@Entity
@Table(name = "stored_file")
@IdClass(TenantKey.class)
class StoredFileEntity {
    static final String REQUESTED = "requested";
    static final String COMPLETE = "complete";

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String id;

    @Column(updatable = false)
    String name;

    @Column(updatable = false)
    String mimetype;

    @Nullable String md5;

    @Nullable @Column(updatable = false)
    String toolkit;

    @Nullable @Column(updatable = false)
    String tool;

    @Nullable @Column(name = "session_id", updatable = false)
    String sessionId;

    @Nullable @Column(name = "user_id", updatable = false)
    String userId;

    @Nullable @Column(updatable = false)
    String path;

    String state;

    int attempt;

    long size;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredFileEntity() {}

    StoredFileEntity(TenantId tenant, StoredFile file) {
        tenantId = tenant.value();
        id = file.id().value();
        name = file.name();
        mimetype = file.mimetype();
        md5 = file.md5().orElse(null);
        toolkit = file.uploadedFor().map(tool -> tool.toolkit().value()).orElse(null);
        tool = file.uploadedFor().map(origin -> origin.tool().value()).orElse(null);
        sessionId = file.keptAt().map(place -> place.folder().session()).orElse(null);
        userId = file.keptAt().map(place -> place.folder().user()).orElse(null);
        path = file.keptAt().map(place -> place.path().value()).orElse(null);
        state = REQUESTED;
        createdAt = file.createdAt();
        expiresAt = file.expiresAt();
    }

    boolean awaitsContent() {
        return state.equals(REQUESTED);
    }

    StoredFile toFile() {
        return new StoredFile(
                new FileId(id),
                name,
                mimetype,
                Optional.ofNullable(md5),
                toolkit == null || tool == null
                        ? Optional.empty()
                        : Optional.of(new FileOrigin(new ToolkitSlug(toolkit), new ToolSlug(tool))),
                sessionId == null || userId == null || path == null
                        ? Optional.empty()
                        : Optional.of(new SessionPath(new SessionFolder(sessionId, userId), new FilePath(path))),
                state.equals(COMPLETE),
                size,
                createdAt,
                expiresAt);
    }
}

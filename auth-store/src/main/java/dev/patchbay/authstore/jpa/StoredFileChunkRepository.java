package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.file.FileId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

@ApplicationScoped
class StoredFileChunkRepository implements PanacheRepositoryBase<StoredFileChunkEntity, StoredFileChunkEntity.Key> {

    void add(TenantId tenant, FileId file, int number, byte[] sealed) {
        persist(new StoredFileChunkEntity(key(tenant, file, number), sealed));
    }

    Optional<byte[]> content(TenantId tenant, FileId file, int number) {
        return findByIdOptional(key(tenant, file, number)).map(chunk -> chunk.sealed);
    }

    void drop(TenantId tenant, FileId file) {
        delete("tenantId = ?1 and fileId = ?2", tenant.value(), file.value());
    }

    private static StoredFileChunkEntity.Key key(TenantId tenant, FileId file, int number) {
        return new StoredFileChunkEntity.Key(tenant.value(), file.value(), number);
    }
}

package dev.patchbay.authstore.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

@Entity
@Table(name = "stored_file_chunk")
@IdClass(StoredFileChunkEntity.Key.class)
class StoredFileChunkEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "file_id")
    String fileId;

    @Id
    int number;

    @Column(updatable = false)
    byte[] sealed;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected StoredFileChunkEntity() {}

    StoredFileChunkEntity(Key key, byte[] sealed) {
        this.tenantId = key.tenantId;
        this.fileId = key.fileId;
        this.number = key.number;
        this.sealed = sealed;
    }

    record Key(String tenantId, String fileId, int number) {}
}

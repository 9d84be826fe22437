package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.crypto.DataKeyTable;
import dev.patchbay.authstore.crypto.WrappedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "data_key")
@IdClass(DataKeyEntity.Key.class)
class DataKeyEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String purpose;

    @Id
    int version;

    @Column(name = "kek_id")
    String kekId;

    byte[] wrapped;

    @Column(name = "created_at")
    Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected DataKeyEntity() {}

    DataKeyTable.Stored toStored() {
        return new DataKeyTable.Stored(version, new WrappedKey(kekId, wrapped));
    }

    record Key(String tenantId, String purpose, int version) {}
}

package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.crypto.WrappedKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "system_key")
@IdClass(SystemKeyEntity.Key.class)
class SystemKeyEntity {
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
    protected SystemKeyEntity() {}

    WrappedKey toWrapped() {
        return new WrappedKey(kekId, wrapped);
    }

    record Key(String purpose, int version) {}
}

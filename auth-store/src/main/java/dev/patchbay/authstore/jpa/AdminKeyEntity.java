package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.token.AdminKeyTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "admin_key")
class AdminKeyEntity {
    @Id
    String id;

    String name;

    @Column(name = "key_hash")
    byte[] keyHash;

    @Column(name = "last_four")
    String lastFour;

    @Column(name = "created_at")
    Instant createdAt;

    @Nullable @Column(name = "revoked_at")
    Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected AdminKeyEntity() {}

    AdminKeyEntity(AdminKeyTable.Row row) {
        id = row.id();
        name = row.name();
        keyHash = row.hash();
        lastFour = row.lastFour();
        createdAt = row.createdAt();
    }

    AdminKeyTable.Shown toShown() {
        return new AdminKeyTable.Shown(id, name, lastFour, createdAt, Optional.ofNullable(revokedAt));
    }
}

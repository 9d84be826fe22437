package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.token.SigningKeyTable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "signing_key")
class SigningKeyEntity {
    @Id
    String kid;

    int version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "signs_from")
    Instant signsFrom;

    @Nullable @Column(name = "removed_at")
    Instant removedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SigningKeyEntity() {}

    SigningKeyEntity(SigningKeyTable.Row row) {
        kid = row.kid();
        version = row.version();
        createdAt = row.createdAt();
        signsFrom = row.signsFrom();
        removedAt = row.removedAt().orElse(null);
    }

    SigningKeyTable.Row toRow() {
        return new SigningKeyTable.Row(kid, version, createdAt, signsFrom, Optional.ofNullable(removedAt));
    }
}

package dev.patchbay.authstore.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "account_secret")
@IdClass(AccountSecretEntity.Key.class)
class AccountSecretEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    @Column(name = "account_id")
    String accountId;

    @Id
    String field;

    byte[] ciphertext;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected AccountSecretEntity() {}

    AccountSecretEntity(Key key, byte[] ciphertext, Instant updatedAt) {
        this.tenantId = key.tenantId;
        this.accountId = key.accountId;
        this.field = key.field;
        this.ciphertext = ciphertext;
        this.updatedAt = updatedAt;
    }

    record Key(String tenantId, String accountId, String field) {}
}

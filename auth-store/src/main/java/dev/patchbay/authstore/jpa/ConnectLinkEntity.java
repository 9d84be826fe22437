package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.token.ConnectLink;
import dev.patchbay.authstore.token.NewConnectLink;
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
@Table(name = "connect_link")
@IdClass(TenantKey.class)
class ConnectLinkEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String id;

    @Column(name = "token_hash", updatable = false)
    byte[] tokenHash;

    @Column(name = "account_id", updatable = false)
    String accountId;

    @Nullable @Column(name = "session_id", updatable = false)
    String sessionId;

    @Nullable @Column(name = "callback_url", updatable = false)
    String callbackUrl;

    int attempts;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    Instant expiresAt;

    @Nullable @Column(name = "used_at")
    Instant usedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ConnectLinkEntity() {}

    ConnectLinkEntity(TenantId tenant, String id, byte[] hash, NewConnectLink link, Instant at) {
        this.tenantId = tenant.value();
        this.id = id;
        this.tokenHash = hash;
        this.accountId = link.account().value();
        this.sessionId = link.session().orElse(null);
        this.callbackUrl = link.callbackUrl().orElse(null);
        this.createdAt = at;
        this.expiresAt = link.expiresAt();
    }

    ConnectLink toLink() {
        return new ConnectLink(
                new TenantId(tenantId),
                id,
                new AccountId(accountId),
                Optional.ofNullable(callbackUrl),
                attempts,
                expiresAt,
                Optional.ofNullable(usedAt));
    }
}

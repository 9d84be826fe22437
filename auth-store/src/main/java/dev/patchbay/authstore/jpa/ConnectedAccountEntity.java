package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.connection.AccountId;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.AuthConfigId;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "connected_account")
@IdClass(TenantKey.class)
class ConnectedAccountEntity {
    private static final String OVERDUE = "The user did not finish connecting the account before its link expired.";

    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String id;

    @Column(name = "user_id")
    String userId;

    String toolkit;

    @Column(name = "auth_config_id")
    String authConfigId;

    String form;

    @Nullable String alias;

    @Column(name = "word_id")
    String wordId;

    @Enumerated(EnumType.STRING)
    AccountStatus status;

    @Nullable @Column(name = "status_reason")
    String statusReason;

    boolean disabled;

    /** Of a shared account whom it admits; of a private one nothing. */
    @Nullable @JdbcTypeCode(SqlTypes.JSON)
    String acl;

    /** Only of an account that waits, or waited, for its user. */
    @Nullable @Column(name = "pending_until")
    Instant pendingUntil;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "visible_fields")
    String visibleFields;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ConnectedAccountEntity() {}

    ConnectedAccountEntity(TenantId tenant, ConnectedAccount account) {
        tenantId = tenant.value();
        id = account.id().value();
        userId = account.userId();
        toolkit = account.toolkit().value();
        authConfigId = account.authConfig().value();
        form = account.form();
        alias = account.alias().orElse(null);
        wordId = account.wordId();
        status = account.status();
        statusReason = account.statusReason().orElse(null);
        disabled = account.disabled();
        acl = AccountAcl.column(account.sharing());
        visibleFields = JsonText.of(account.visibleFields());
        createdAt = account.createdAt();
        updatedAt = account.updatedAt();
    }

    boolean isPendingAt(Instant now) {
        return status == AccountStatus.INITIATED && !isOverdueAt(now);
    }

    /** Nobody writes down that a user did not come; it shows when the account is read. */
    private boolean isOverdueAt(Instant now) {
        return status == AccountStatus.INITIATED && pendingUntil != null && !now.isBefore(pendingUntil);
    }

    ConnectedAccount toAccount(Instant now) {
        var overdue = isOverdueAt(now);
        return new ConnectedAccount(
                new AccountId(id),
                userId,
                new ToolkitSlug(toolkit),
                new AuthConfigId(authConfigId),
                form,
                Optional.ofNullable(alias),
                wordId,
                overdue ? AccountStatus.EXPIRED : status,
                overdue ? Optional.of(OVERDUE) : Optional.ofNullable(statusReason),
                disabled,
                AccountAcl.sharing(acl),
                JsonText.texts(visibleFields),
                createdAt,
                updatedAt);
    }
}

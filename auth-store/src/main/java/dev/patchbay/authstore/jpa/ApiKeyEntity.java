package dev.patchbay.authstore.jpa;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.token.AddressRange;
import dev.patchbay.authstore.token.ApiKeyIdentity;
import dev.patchbay.authstore.token.ApiKeyTable;
import dev.patchbay.authstore.token.KeyLimits;
import dev.patchbay.authstore.token.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "api_key")
@IdClass(TenantKey.class)
class ApiKeyEntity {
    @Id
    @Column(name = "tenant_id")
    String tenantId;

    @Id
    String id;

    String name;

    @Column(name = "key_hash")
    byte[] keyHash;

    String prefix;

    @Column(name = "last_four")
    String lastFour;

    @Column(name = "created_at")
    Instant createdAt;

    @Nullable @Column(name = "expires_at")
    Instant expiresAt;

    /** Names, separated by blanks. */
    @Nullable String scopes;

    /** CIDR blocks, separated by blanks. */
    @Nullable @Column(name = "allowed_addresses")
    String allowedAddresses;

    @Nullable @Column(name = "revoked_at")
    Instant revokedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ApiKeyEntity() {}

    ApiKeyEntity(TenantId tenant, ApiKeyTable.Row row) {
        tenantId = tenant.value();
        id = row.id();
        name = row.name();
        keyHash = row.hash();
        prefix = row.prefix();
        lastFour = row.lastFour();
        createdAt = row.createdAt();
        expiresAt = row.limits().expiresAt().orElse(null);
        scopes = row.limits()
                .scopes()
                .map(granted -> words(granted.stream().map(Scope::text).sorted()))
                .orElse(null);
        allowedAddresses = row.limits().addresses().isEmpty()
                ? null
                : words(row.limits().addresses().stream().map(AddressRange::toString));
    }

    ApiKeyTable.Found toFound() {
        var limits = limits();
        return new ApiKeyTable.Found(
                new ApiKeyIdentity(new TenantId(tenantId), id, limits.scopes()),
                limits,
                Optional.ofNullable(revokedAt));
    }

    ApiKeyTable.Shown toShown() {
        return new ApiKeyTable.Shown(id, name, prefix, lastFour, createdAt, limits(), Optional.ofNullable(revokedAt));
    }

    /** A word that is not known, of a later release perhaps, grants nothing, and a list of only such words grants nothing. */
    private KeyLimits limits() {
        return new KeyLimits(
                Optional.ofNullable(scopes)
                        .map(names -> words(names)
                                .flatMap(name -> Scope.named(name).stream())
                                .collect(Collectors.toSet())),
                allowedAddresses == null
                        ? List.of()
                        : words(allowedAddresses)
                                .map(block -> AddressRange.parse(block).orElseThrow())
                                .toList(),
                Optional.ofNullable(expiresAt));
    }

    private static String words(Stream<String> words) {
        return words.collect(Collectors.joining(" "));
    }

    private static Stream<String> words(String joined) {
        return Stream.of(joined.split(" ", -1));
    }
}

package dev.patchbay.gateway.admin;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenant;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the tenant that an address of the administration names. */
@ApplicationScoped
class TenantPath {
    private final Tenants tenants;

    TenantPath(Tenants tenants) {
        this.tenants = tenants;
    }

    /** Ends the request with 404 when there is none. */
    Tenant find(String id) {
        return id(id).flatMap(tenants::get).orElseThrow(TenantPath::notFound);
    }

    static ApiError notFound() {
        return new ApiError(ErrorKind.TENANT_NOT_FOUND, "There is no such tenant.");
    }

    /** Empty for what cannot be an id at all. */
    static Optional<TenantId> id(String text) {
        try {
            return Optional.of(new TenantId(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}

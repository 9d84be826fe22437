package dev.patchbay.gateway.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.tenancy.Tenants;
import dev.patchbay.gateway.audit.AuditReader;
import dev.patchbay.gateway.http.ApiError;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the chain that a request names, and reads a page of it. */
@ApplicationScoped
class AuditChains {
    private static final int MOST = 1000;

    private final Tenants tenants;
    private final AuditReader reader;

    AuditChains(Tenants tenants, AuditReader reader) {
        this.tenants = tenants;
        this.reader = reader;
    }

    /** A tenant's chain outlives the tenant. Ends the request with 404 when there is neither. */
    TenantId find(String tenant) {
        return TenantPath.id(tenant)
                .filter(id -> tenants.get(id).isPresent() || reader.exists(id))
                .orElseThrow(TenantPath::notFound);
    }

    /** Ends the request with 400 when a number is none. */
    ObjectNode page(TenantId chain, String after, String limit) {
        var size = (int) Math.min(number("limit", limit, 1), MOST);
        return AuditJson.page(reader.after(chain, number("after", after, 0), size), size);
    }

    private static long number(String name, String text, long least) {
        try {
            var number = Long.parseLong(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw ApiError.invalid(name + ": must be a whole number from " + least);
    }
}

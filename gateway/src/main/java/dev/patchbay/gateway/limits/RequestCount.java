package dev.patchbay.gateway.limits;

import dev.patchbay.authstore.TenantId;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Counts the present request for its tenant, and says on every answer of the API how the tenant stands (contract 3.5),
 * whoever gives the answer. One that was refused before its tenant was known counted for nobody, so its headers say that all
 * is left.
 */
@ApplicationScoped
public class RequestCount {
    private static final String KEY = RequestCount.class.getName();
    /** Before anything else can answer. */
    private static final int BEFORE_ALL = 200;

    private final RateLimit limit;
    private final CurrentVertxRequest current;

    RequestCount(RateLimit limit, CurrentVertxRequest current) {
        this.limit = limit;
        this.current = current;
    }

    void install(@Observes Filters filters) {
        filters.register(this::announce, BEFORE_ALL);
    }

    /** Counts the request without refusing it. */
    public void count(TenantId tenant) {
        counted(tenant);
    }

    Standing counted(TenantId tenant) {
        var standing = limit.count(tenant);
        current.getCurrent().put(KEY, standing);
        return standing;
    }

    private void announce(RoutingContext request) {
        if (isCounted(request.normalizedPath())) {
            request.addHeadersEndHandler(_ -> write(request.response().headers(), request.get(KEY)));
        }
        request.next();
    }

    /** The tenants' API. Presigned addresses are their own credential, and count for nobody. */
    private static boolean isCounted(String path) {
        return path.startsWith("/tool_router/")
                || (path.startsWith("/api/v3") && !path.startsWith("/api/v3.1/files/content/"));
    }

    private void write(MultiMap headers, @Nullable Standing standing) {
        headers.set("X-RateLimit", String.valueOf(limit.limit()));
        headers.set("X-RateLimit-Remaining", String.valueOf(standing == null ? limit.limit() : standing.remaining()));
        headers.set("X-RateLimit-Window-Size", String.valueOf(RateLimit.WINDOW.toSeconds()));
    }
}

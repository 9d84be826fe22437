package dev.patchbay.gateway.start;

import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.http.Errors;
import dev.patchbay.gateway.readiness.Serving;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** While this node does not serve, every address but those of health answers 503, before anything looks at the request. */
class NotServing {
    private static final String HEALTH = "/q/health";
    private static final int UNAVAILABLE = 503;
    /** Before every other filter. */
    private static final int FIRST = 1000;

    private final Serving serving;

    NotServing(Serving serving) {
        this.serving = serving;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext request) {
        var path = request.normalizedPath();
        if (serving.begun() || path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
            request.next();
            return;
        }
        var error = new ApiError(
                ErrorKind.UNAVAILABLE,
                "This gateway does not serve yet; its operator finds the reason at /q/health/ready. Nothing was done.",
                "Try again later.",
                List.of());
        request.response()
                .setStatusCode(UNAVAILABLE)
                .putHeader("Content-Type", "application/json")
                .putHeader("Retry-After", "5")
                .putHeader("Connection", "close")
                .end(Errors.envelope(UNAVAILABLE, error).toString());
    }
}

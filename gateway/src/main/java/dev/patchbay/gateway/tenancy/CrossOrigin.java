package dev.patchbay.gateway.tenancy;

import dev.patchbay.gateway.http.Errors;
import dev.patchbay.gateway.session.Origins;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets MCP clients in web pages of the allowed origins read what MCP addresses answer, refusals included (Fetch standard, "CORS
 * protocol"). Only those addresses: no page has any business with a tenant's API key or with the administration. Who is not
 * allowed gets no header here and 403 from {@link HostFilter} (R37). Cookies are never involved, so credentials mode is not offered.
 *
 * <p>Our own, because the libraries' handlers take a fixed list of request headers, and those of a tool's parameters
 * ({@code Mcp-Param-*}, MCP specification 2026-07-28) are known by their beginning only.
 */
@ApplicationScoped
class CrossOrigin {
    /** After {@code NotServing} and {@code RequestCount}, before all else that answers or refuses. */
    private static final int EARLY = 150;

    private static final int NO_CONTENT = 204;
    private static final String METHODS = "POST, GET, DELETE";
    private static final Set<String> SENT = Set.of(
            "accept",
            "authorization",
            "content-type",
            "last-event-id",
            "mcp-method",
            "mcp-name",
            "mcp-protocol-version",
            "mcp-session-id");
    private static final String SENT_TOO = "mcp-param-";
    private static final String READ = "Mcp-Session-Id, WWW-Authenticate, Retry-After, X-Request-Id";

    private final Origins origins;

    CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    void install(@Observes Filters filters) {
        filters.register(this::answer, EARLY);
    }

    private void answer(RoutingContext routing) {
        var request = routing.request();
        if (!routing.normalizedPath().startsWith(Errors.MCP_PATHS)) {
            routing.next();
            return;
        }
        var response = routing.response();
        response.headers().add("Vary", "Origin");
        var origin = request.getHeader("Origin");
        if (origin == null || !origins.acceptsOrigin(origin)) {
            routing.next();
            return;
        }
        response.putHeader("Access-Control-Allow-Origin", origin);
        if (isPreflight(request)) {
            response.setStatusCode(NO_CONTENT)
                    .putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", allowed(request))
                    .putHeader("Access-Control-Max-Age", "600")
                    .end();
        } else {
            response.putHeader("Access-Control-Expose-Headers", READ);
            routing.next();
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Access-Control-Request-Method");
    }

    /** Of the headers that the page wants to send, those that mean something here. */
    private static String allowed(HttpServerRequest request) {
        return request.headers().getAll("Access-Control-Request-Headers").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> SENT.contains(name) || isOfAParameter(name))
                .collect(Collectors.joining(", "));
    }

    private static boolean isOfAParameter(String name) {
        return name.startsWith(SENT_TOO) && name.matches("[a-z0-9-]{1,200}");
    }
}

package dev.patchbay.gateway.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * What is refused before a route is looked for. A body that announces more than 1 MB (R44) goes unread; the framework has the
 * same limit, also for bodies that announce nothing, but answers with an empty page. A request without a host, which only
 * HTTP/1.0 can make, has no address that could be compared with ours.
 */
class BeforeRouting {
    private static final long MOST = 1024 * 1024;
    /** Before the framework's own check. */
    private static final int FIRST = 100;

    void install(@Observes Filters filters) {
        filters.register(BeforeRouting::check, FIRST);
    }

    private static void check(RoutingContext request) {
        var announced = request.request().getHeader("Content-Length");
        if (request.request().authority() == null) {
            refuse(request, 400);
        } else if (announced != null && announced.matches("[0-9]{1,18}") && Long.parseLong(announced) > MOST) {
            refuse(request, 413);
        } else {
            request.next();
        }
    }

    private static void refuse(RoutingContext request, int status) {
        var mcp = request.normalizedPath().startsWith(Errors.MCP_PATHS);
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Connection", "close")
                .end(Errors.beforeRouting(status, mcp).toString());
    }
}

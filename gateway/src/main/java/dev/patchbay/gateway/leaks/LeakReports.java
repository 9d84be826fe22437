package dev.patchbay.gateway.leaks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.http.Errors;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.json.Members;
import dev.patchbay.gateway.session.Origins;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * {@code POST /api_key_revocation} (contract section 14): whoever has a whole key of this gateway has proven that it leaked. It
 * takes no credential, so it stands before the REST routes, which all want one; and it always answers the same, before
 * anything was looked up.
 */
@ApplicationScoped
class LeakReports {
    private static final Logger LOG = Logger.getLogger(LeakReports.class);
    private static final Set<String> PATHS = Set.of("/api/v3.1/api_key_revocation", "/api/v3/api_key_revocation");
    /** After {@code BeforeRouting}, whose limits hold here too. */
    private static final int AFTER_LIMITS = 90;

    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_KEYS = 100;
    private static final String RECEIVED = "{\"received\":true}";

    private final LeakedKeys keys;
    private final Origins origins;
    private final Ids ids;

    LeakReports(LeakedKeys keys, Origins origins, Ids ids) {
        this.keys = keys;
        this.origins = origins;
        this.ids = ids;
    }

    void install(@Observes Filters filters) {
        filters.register(this::route, AFTER_LIMITS);
    }

    private void route(RoutingContext routing) {
        var request = routing.request();
        if (!PATHS.contains(routing.normalizedPath()) || !request.method().equals(HttpMethod.POST)) {
            routing.next();
        } else if (!isOurs(request)) {
            refuse(routing, 403, new ApiError(ErrorKind.FOREIGN_ORIGIN, "This Host or Origin is not served here."));
        } else {
            var body = Buffer.buffer();
            request.handler(piece -> {
                if (body.length() <= MOST_BYTES) {
                    body.appendBuffer(piece);
                }
            });
            request.endHandler(_ -> receive(routing, body));
        }
    }

    private void receive(RoutingContext routing, Buffer body) {
        try {
            if (body.length() > MOST_BYTES) {
                refuse(routing, 413, new ApiError(ErrorKind.OTHER, "At most " + MOST_BYTES / 1024 + " KB are read."));
            } else if (keys.take(read(body))) {
                answer(routing, 200, RECEIVED);
            } else {
                routing.response().putHeader("Retry-After", "10");
                refuse(
                        routing,
                        503,
                        new ApiError(
                                ErrorKind.UNAVAILABLE, "Too many keys wait to be looked at. Send these again later."));
            }
        } catch (MalformedJson malformed) {
            refuse(routing, 400, new ApiError(ErrorKind.MALFORMED_BODY, malformed.problem()));
        } catch (ApiError invalid) {
            refuse(routing, 400, invalid);
        }
    }

    private static List<String> read(Buffer body) throws MalformedJson {
        if (!(Json.read(body.getBytes()) instanceof ObjectNode object)) {
            throw new ApiError(ErrorKind.MALFORMED_BODY, "The body must be a JSON object.");
        }
        var members = Members.of(object);
        var found = members.texts("api_keys");
        if (!members.has("api_keys")
                || found.filter(list -> list.size() > MOST_KEYS).isPresent()) {
            members.problem("api_keys", "must be a list of at most " + MOST_KEYS + " strings");
        }
        if (!members.problems().isEmpty()) {
            throw ApiError.invalid(members.problems());
        }
        return found.orElseThrow();
    }

    /** As for every other route (R37). */
    private boolean isOurs(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        return (origin == null || origins.acceptsOrigin(origin))
                && Optional.ofNullable(request.authority())
                        .filter(authority -> origins.acceptsHost(authority.toString()))
                        .isPresent();
    }

    private void refuse(RoutingContext routing, int status, ApiError error) {
        answer(routing, status, Errors.envelope(status, error).toString());
    }

    private void answer(RoutingContext routing, int status, String body) {
        LOG.infof("http method=POST resource=LeakReports.receive status=%d", status);
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("x-request-id", ids.next(Ids.Kind.REQUEST))
                .end(body);
    }
}

package dev.patchbay.gateway.web;

import dev.patchbay.gateway.session.Origins;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Where a request to a page comes from, as far as the browser says: beside the form's own proof, the second thing that another
 * site's page cannot make up.
 */
@ApplicationScoped
class PageSource {
    private final Origins origins;

    PageSource(Origins origins) {
        this.origins = origins;
    }

    /** Whether it was sent to us, and not to a name that somebody else lets point here (R37). */
    boolean isOurs(HttpServerRequest request) {
        return origin(request).isPresent();
    }

    boolean isSecure(HttpServerRequest request) {
        return origin(request).filter(own -> own.startsWith("https:")).isPresent();
    }

    /**
     * Whether a form was sent by a page of ours. Browsers say so in {@code Sec-Fetch-Site}; {@code Origin} says "null" on pages
     * that send no referrer, as ours do (Fetch standard, "append a request Origin header"), so it decides for older ones only.
     */
    boolean isOurPage(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var from = request.getHeader("Origin");
        var foreign = from != null && !from.equals("null") && !origin(request).equals(Optional.of(from));
        return !foreign && (site == null ? from != null && !from.equals("null") : site.equals("same-origin"));
    }

    private Optional<String> origin(HttpServerRequest request) {
        return Optional.ofNullable(request.authority()).flatMap(authority -> origins.originOf(authority.toString()));
    }
}

package dev.patchbay.gateway.web;

import io.quarkus.qute.TemplateInstance;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What a page says. Every answer forbids being stored, framed, run as a script, or named to where it leads (R38). */
final class PageAnswer {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none';" + " base-uri 'none'";

    private final RoutingContext routing;
    private final HttpServerResponse response;

    PageAnswer(RoutingContext routing) {
        this.routing = routing;
        this.response = routing.response();
        header("Cache-Control", "no-store");
        header("Content-Security-Policy", POLICY);
        header("Cross-Origin-Opener-Policy", "same-origin");
        header("Cross-Origin-Resource-Policy", "same-origin");
        header("Referrer-Policy", "no-referrer");
        header("X-Content-Type-Options", "nosniff");
        header("X-Frame-Options", "DENY"); // for browsers that know no frame-ancestors
        header("X-Robots-Tag", "noindex");
    }

    HttpServerRequest request() {
        return routing.request();
    }

    int status() {
        return response.getStatusCode();
    }

    void header(String name, String value) {
        response.putHeader(name, value);
    }

    @Nullable String cookie(String name) {
        var cookie = request().getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    void set(Cookie cookie) {
        response.addCookie(cookie);
    }

    /** So soon that browsers put the next address in this page's place: going back then asks for the form, not to send it again. */
    void give(int status, Notice notice) {
        notice.next()
                .filter(Notice.Next::goesByItself)
                .ifPresent(next -> header("Refresh", "1; url=" + next.address()));
        give(status, notice.page());
    }

    void give(int status, TemplateInstance page) {
        send(status, "text/html; charset=utf-8", Buffer.buffer(page.render()));
    }

    /** The one file that the pages need; the same for everybody. */
    void style() {
        try (var file = PageAnswer.class.getResourceAsStream("/connect/connect.css")) {
            if (file == null) {
                throw new IllegalStateException("the style sheet is not in the jar");
            }
            header("Cache-Control", "public, max-age=3600");
            send(200, "text/css; charset=utf-8", Buffer.buffer(file.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void notOffered() {
        header("Allow", "GET, HEAD, POST");
        header("Connection", "close"); // a body that may follow is not read
        send(405, "text/plain; charset=utf-8", Buffer.buffer("This method is not offered at this address.\n"));
    }

    private void send(int status, String type, Buffer content) {
        response.setStatusCode(status);
        header("Content-Type", type);
        header("Content-Length", String.valueOf(content.length()));
        if (request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(content);
        }
    }
}

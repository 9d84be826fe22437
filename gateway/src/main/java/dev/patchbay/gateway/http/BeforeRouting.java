package dev.patchbay.gateway.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is refused before a route is looked for (R44). A body that announces more than 1 MB goes unread; the framework has the
 * same limit, also for bodies that announce nothing, but answers with an empty page. A compressed body could unpack to
 * anything, so none is taken. A body must have arrived within a time, because a sender of one byte now and then is never idle.
 * A request without a host, which only HTTP/1.0 can make, has no address that could be compared with ours.
 */
@ApplicationScoped
class BeforeRouting {
    private static final long MOST = 1024 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final long LINGER_MILLIS = 1000;
    /** Before the framework's own check. */
    private static final int FIRST = 100;

    private final Duration bodyTimeout;

    /** @param bodyTimeout for reading the body, once or at most twice; file uploads have times of their own */
    BeforeRouting(@ConfigProperty(name = "patchbay.http.body-timeout", defaultValue = "30S") Duration bodyTimeout) {
        this.bodyTimeout = bodyTimeout;
    }

    void install(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    private void check(RoutingContext routing) {
        var request = routing.request();
        if (request.authority() == null) {
            refuse(routing, 400);
        } else if (announcesTooMuch(request)) {
            refuse(routing, 413);
        } else if (request.headers().size() > MOST_HEADERS) {
            refuse(routing, 431, "The request has more than " + MOST_HEADERS + " headers.");
        } else if (isEncoded(request)) {
            refuse(
                    routing,
                    415,
                    "Compressed bodies are not accepted: send the body as it is, without Content-Encoding.");
        } else {
            limitTime(routing);
            routing.next();
        }
    }

    private static boolean announcesTooMuch(HttpServerRequest request) {
        var announced = request.getHeader("Content-Length");
        return announced != null && announced.matches("[0-9]{1,18}") && Long.parseLong(announced) > MOST;
    }

    private static boolean isEncoded(HttpServerRequest request) {
        return request.headers().getAll("Content-Encoding").stream()
                .anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity"));
    }

    /**
     * Counts from when the body is being read: until then what arrived waits unread, and a busy gateway must not blame its client
     * for that. A reader that gets nothing at all has the framework's read timeout.
     */
    private void limitTime(RoutingContext routing) {
        var request = routing.request();
        if (request.getHeader("Content-Length") == null && request.getHeader("Transfer-Encoding") == null) {
            return;
        }
        var vertx = routing.vertx();
        var reading = new AtomicBoolean();
        var timer = vertx.setPeriodic(bodyTimeout.toMillis(), id -> {
            if (routing.response().headWritten()) {
                vertx.cancelTimer(id);
            } else if (reading.getAndSet(request.bytesRead() > 0)) {
                vertx.cancelTimer(id);
                refuse(routing, 408, "The body did not arrive within " + bodyTimeout.toSeconds() + " seconds.");
            }
        });
        // Not isEnded(), which is false of a request that was read whole and paused afterwards: a long call would be
        // blamed.
        request.end().onComplete(ended -> vertx.cancelTimer(timer));
        routing.addEndHandler(_ -> vertx.cancelTimer(timer));
    }

    private static void refuse(RoutingContext routing, int status) {
        end(routing, status, Errors.beforeRouting(status, isMcp(routing)).toString());
    }

    private static void refuse(RoutingContext routing, int status, String problem) {
        end(
                routing,
                status,
                Errors.beforeRouting(status, problem, isMcp(routing)).toString());
    }

    private static boolean isMcp(RoutingContext routing) {
        return routing.normalizedPath().startsWith(Errors.MCP_PATHS);
    }

    /**
     * Answers, and closes the connection once the body is over, or after {@link #LINGER_MILLIS}: closed with bytes unread it would
     * be reset, which can take the answer with it (RFC 9112 section 9.6).
     */
    private static void end(RoutingContext routing, int status, String body) {
        var request = routing.request();
        var vertx = routing.vertx();
        var read = request.isEnded() ? Future.<Void>succeededFuture() : request.end();
        if (!request.isEnded()) {
            request.handler(_ -> {}).resume();
        }
        routing.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Connection", "close")
                .end(body)
                .onComplete(_ -> {
                    var timer = vertx.setTimer(
                            LINGER_MILLIS, _ -> request.connection().close());
                    read.onComplete(_ -> {
                        vertx.cancelTimer(timer);
                        request.connection().close();
                    });
                });
    }
}

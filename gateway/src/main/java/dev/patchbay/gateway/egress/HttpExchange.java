package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.UpstreamAnswer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends one request to one vetted address and waits, on the calling thread, for the whole answer. Files in it are streamed. The name stays in Host, in
 * SNI and in the check of the certificate; the connection goes to the address and is shared only with calls to the same
 * name at the same address. Interrupting the thread cancels the request,
 * and so does {@link Cancellation}.
 */
final class HttpExchange implements AutoCloseable {
    /** When the first address does not answer a second one is dialled; nothing has been sent by then. */
    private static final int ADDRESSES_TRIED = 2;

    private final HttpClient client;
    private final Limits limits;

    HttpExchange(Vertx vertx, HttpClientOptions options, Limits limits) {
        this.client = vertx.httpClientBuilder()
                .with(options)
                // Said apart, or the builder takes Vert.x's own: 5 connections, and any number waiting.
                .with(options.getPoolOptions())
                // Vert.x would log what broke a connection, with text of the other side; the caller is told anyway.
                .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                .build();
        this.limits = limits;
    }

    static HttpClientOptions options(Limits limits) {
        return new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setConnectTimeout((int) limits.connect().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(limits.tls().toMillis())
                .setMaxPoolSize(limits.connections())
                .setMaxWaitQueueSize(limits.waiting())
                .setKeepAlive(true)
                .setKeepAliveTimeout(Math.max(1, (int) limits.keepAlive().toSeconds()))
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(limits.headerBytes())
                .setMaxRedirects(0)
                // A span would carry the address.
                .setTracingPolicy(TracingPolicy.IGNORE);
    }

    /** The whole answer, in memory. */
    Outcome<UpstreamAnswer> send(List<InetAddress> addresses, OutgoingRequest request) {
        Duration longest = switch (request.body()) {
            case MultipartBody ignored -> limits.upload();
            case OutgoingBody.Whole ignored -> limits.total();
            case OutgoingBody.Nothing ignored -> limits.total();
        };
        return send(addresses, request, new AnswerReader(limits.answerBytes()), Deadline.after(longest));
    }

    /** Whatever {@code reception} makes of the answer. */
    <R> Outcome<R> send(
            List<InetAddress> addresses, OutgoingRequest request, Reception<R> reception, Deadline deadline) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("Egress blocks, so it cannot be called on an event loop");
        }
        Outcome<HttpClientRequest> connected = Outcome.failed(unsent("the service has no address"));
        for (InetAddress address : addresses.subList(0, Math.min(ADDRESSES_TRIED, addresses.size()))) {
            connected = connect(address, request, deadline);
            if (connected instanceof Outcome.Ok || isCancelled(connected)) {
                break;
            }
        }
        return connected.then(upstream -> exchange(upstream, request, reception, deadline));
    }

    private Outcome<HttpClientRequest> connect(InetAddress address, OutgoingRequest request, Deadline deadline) {
        Future<HttpClientRequest> opening = client.request(describe(address, request))
                // Likewise: set on the event loop, before a service that speaks first can break the request.
                .onSuccess(upstream -> upstream.exceptionHandler(_ -> {}));
        var opened = asCompletable(opening);
        try (var _ = Cancellation.current().onCancel(() -> opened.cancel(false))) {
            long patience = deadline.nanosFor(limits.connect().plus(limits.tls()));
            return Outcome.ok(opened.get(patience, TimeUnit.NANOSECONDS));
        } catch (CancellationException _) {
            opening.onSuccess(HttpClientRequest::reset);
            return Outcome.failed(new Failure.Cancelled(false));
        } catch (ExecutionException failed) {
            return Outcome.failed(unsent(
                    switch (failed.getCause()) {
                        case SSLException _ -> "no trustworthy TLS connection to the service could be made";
                        case ConnectionPoolTooBusyException _ -> "too many calls to the service are waiting";
                        case null, default -> "the service could not be reached";
                    }));
        } catch (TimeoutException _) {
            opening.onSuccess(HttpClientRequest::reset);
            return Outcome.failed(unsent("the service could not be reached in time"));
        } catch (InterruptedException _) {
            opening.onSuccess(HttpClientRequest::reset);
            Thread.currentThread().interrupt();
            return Outcome.failed(new Failure.Cancelled(false));
        }
    }

    private <R> Outcome<R> exchange(
            HttpClientRequest upstream, OutgoingRequest request, Reception<R> reception, Deadline deadline) {
        // Listening first: the answer's head is then taken on the event loop before its body can pass by unheard.
        upstream.response().onSuccess(reception::begin).onFailure(_ -> reception.broken());
        var progress = Progress.SENDING;
        boolean reusable = false;
        var cancellation = Cancellation.current();
        // A reset breaks the reception too, and whatever is waited for below then ends.
        try (var _ = cancellation.onCancel(upstream::reset)) {
            boolean complete = write(upstream, request, reception, deadline);
            progress = Progress.WAITING;
            reception.head().get(deadline.nanosFor(limits.firstByte()), TimeUnit.NANOSECONDS);
            progress = Progress.READING;
            Outcome<R> outcome = reception.rest(deadline);
            reusable = complete;
            return outcome instanceof Outcome.Failed && cancellation.isCancelled()
                    ? Outcome.failed(new Failure.Cancelled(true))
                    : outcome;
        } catch (TimeoutException _) {
            return Outcome.failed(new Failure.UpstreamUnavailable(progress.late, true));
        } catch (InterruptedException | ClosedByInterruptException _) {
            Thread.currentThread().interrupt();
            return Outcome.failed(new Failure.Cancelled(true));
        } catch (ExactFile.WrongLength wrong) {
            return Outcome.failed(new Failure.UpstreamUnavailable(wrong.what(), true));
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("The head never fails", impossible);
        } catch (IOException broken) {
            throw new UncheckedIOException("A file cannot be read or stored", broken);
        } finally {
            if (!reusable) {
                upstream.reset();
            }
        }
    }

    /** How far an exchange has come, and what to say when it comes no further. */
    private enum Progress {
        SENDING("the service stopped taking what was sent to it"),
        WAITING("the service did not answer in time"),
        READING("the service did not finish its answer in time");

        private final String late;

        Progress(String late) {
            this.late = late;
        }
    }

    /** @return whether all of the request was handed over; the rest of it is not worth sending otherwise */
    private boolean write(
            HttpClientRequest upstream, OutgoingRequest request, Reception<?> reception, Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        return switch (request.body()) {
            case MultipartBody body ->
                new Upload(upstream, reception.enough(), deadline, limits.firstByte()).send(body);
            case OutgoingBody.Whole(byte[] bytes) -> ended(upstream.end(Buffer.buffer(bytes)), reception);
            // An empty body, and so a length of 0, where receivers expect one (RFC 9110 section 8.6).
            case OutgoingBody.Nothing ignored ->
                switch (request.method()) {
                    case POST, PUT, PATCH -> ended(upstream.end(Buffer.buffer()), reception);
                    case GET, HEAD, DELETE -> ended(upstream.end(), reception);
                };
        };
    }

    private static boolean ended(Future<Void> end, Reception<?> reception) {
        end.onFailure(_ -> reception.broken());
        return true;
    }

    Limits limits() {
        return limits;
    }

    private static RequestOptions describe(InetAddress address, OutgoingRequest request) {
        BaseUrl base = request.base();
        var options = new RequestOptions()
                // The literal, not the name: connections are pooled by this address and the name together.
                .setServer(SocketAddress.inetSocketAddress(base.port(), address.getHostAddress()))
                .setHost(base.host())
                .setPort(base.port())
                .setSsl(base.tls())
                .setMethod(HttpMethod.valueOf(request.method().name()))
                .setURI(request.target())
                .setFollowRedirects(false);
        request.headers().forEach(header -> options.addHeader(header.name(), header.value()));
        return options;
    }

    private static boolean isCancelled(Outcome<?> outcome) {
        return outcome instanceof Outcome.Failed<?>(Failure.Cancelled _);
    }

    private static Failure.UpstreamUnavailable unsent(String what) {
        return new Failure.UpstreamUnavailable(what, false);
    }

    private static <T> CompletableFuture<T> asCompletable(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture();
    }

    @Override
    public void close() {
        client.close();
    }
}

package dev.patchbay.gateway.files;

import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.http.Errors;
import dev.patchbay.toolkit.FileAccess;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a presigned route says. Every answer forbids being stored, interpreted, or run by a browser. */
final class TransferAnswer {
    private static final long PATIENCE_SECONDS = 30;
    private static final long LINGER_MILLIS = 2_000;
    private static final int PIECE = 64 * 1024;

    private final RoutingContext routing;
    private final HttpServerResponse response;
    private final RequestBody body;

    TransferAnswer(RoutingContext routing, RequestBody body) {
        this.routing = routing;
        this.response = routing.response();
        this.body = body;
        header("Cache-Control", "no-store");
        header("Content-Security-Policy", "default-src 'none'; sandbox");
        header("Cross-Origin-Resource-Policy", "same-origin");
        header("Referrer-Policy", "no-referrer");
        header("X-Content-Type-Options", "nosniff");
    }

    HttpServerRequest request() {
        return routing.request();
    }

    String path() {
        return routing.normalizedPath();
    }

    int status() {
        return response.getStatusCode();
    }

    void header(String name, String value) {
        response.putHeader(name, value);
    }

    /** -1 when nothing was announced. */
    long announcedLength() {
        var announced = request().getHeader("Content-Length");
        return announced != null && announced.matches("[0-9]{1,18}") ? Long.parseLong(announced) : -1;
    }

    /** For clients that wait before they send a large body. */
    void goAhead() {
        if ("100-continue".equalsIgnoreCase(request().getHeader("Expect"))) {
            response.writeContinue();
        }
    }

    void taken(StoredFile file) {
        file.md5().ifPresent(md5 -> header("ETag", '"' + md5 + '"'));
        response.setStatusCode(200).end();
    }

    void give(StoredFile file, InputStream content) throws IOException {
        response.setStatusCode(200);
        header("Content-Type", Mimetypes.forDownload(file.mimetype()));
        header("Content-Length", String.valueOf(file.size()));
        header("Content-Disposition", disposition(file.name()));
        while (true) {
            var piece = content.readNBytes(PIECE);
            if (piece.length == 0) {
                break;
            }
            await(response.write(Buffer.buffer(piece)));
        }
        response.end();
    }

    /** Wrong, expired, spent, of another file or purpose: nobody learns which. */
    void nothingHere() {
        error(404, new ApiError(ErrorKind.NOT_FOUND, "There is nothing at this address, or not any more."));
    }

    void tooLarge() {
        error(
                413,
                new ApiError(
                        ErrorKind.OTHER,
                        "The file is too large; at most " + FileAccess.LIMIT_BYTES / (1024 * 1024)
                                + " MB are accepted."));
    }

    void otherContent() {
        error(
                400,
                new ApiError(
                        ErrorKind.INVALID_REQUEST,
                        "The content is not the one whose MD5 was announced; nothing was kept.",
                        "Send the announced content to the same address, or request another upload.",
                        List.of()));
    }

    void overtaken() {
        error(
                409,
                new ApiError(
                        ErrorKind.CONFLICT,
                        "A later upload to this address took the place of this one; nothing of this one was kept."));
    }

    void brokenOff() {
        error(400, new ApiError(ErrorKind.OTHER, "The content broke off or came too slowly; nothing was kept."));
    }

    void foreign() {
        error(403, new ApiError(ErrorKind.FOREIGN_ORIGIN, "This Host or Origin is not served here."));
    }

    void unavailable() {
        header("Retry-After", "2");
        error(
                503,
                new ApiError(ErrorKind.UNAVAILABLE, "The gateway cannot reach its database.", "Try again.", List.of()));
    }

    void unexpected() {
        error(
                500,
                new ApiError(
                        ErrorKind.INTERNAL,
                        "Something went wrong inside the gateway. It is logged under this request id.",
                        "Try again; if it stays, give the operator the request id.",
                        List.of()));
    }

    private void error(int status, ApiError error) {
        if (response.headWritten()) {
            // Too late to say anything: an answer that ends early must not look whole.
            drop();
            return;
        }
        var unread = body.isLeft();
        if (unread && request().version() != HttpVersion.HTTP_2) {
            header("Connection", "close");
        }
        header("Content-Type", "application/json");
        var sent = response.setStatusCode(status)
                .end(Errors.envelope(status, error).toString());
        if (unread) {
            sent.onComplete(_ -> linger());
        }
    }

    /** Takes what the peer still sends, for a moment: a connection closed at once would take our answer with it. */
    private void linger() {
        body.drop(this::drop);
        routing.vertx().setTimer(LINGER_MILLIS, _ -> drop());
    }

    private void drop() {
        if (request().version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            request().connection().close();
        }
    }

    /** RFC 6266; the plain name is for clients that do not know the other. */
    private static String disposition(String name) {
        var plain = name.replaceAll("[^ A-Za-z0-9._-]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }

    private static void await(Future<Void> written) throws IOException {
        try {
            written.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException gone) {
            throw new IOException("The receiver is gone or too slow", gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("Stopped while a file was sent").initCause(stopped);
        }
    }
}

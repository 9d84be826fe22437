package dev.patchbay.gateway.files;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.file.Received;
import dev.patchbay.authstore.file.StoredFile;
import dev.patchbay.authstore.file.StoredFiles;
import dev.patchbay.authstore.tenancy.DatabaseUnavailableException;
import dev.patchbay.gateway.files.FileLinks.Grant;
import dev.patchbay.gateway.files.FileLinks.Use;
import dev.patchbay.gateway.http.RequestLog;
import dev.patchbay.gateway.session.Origins;
import dev.patchbay.toolkit.FileAccess;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.virtual.threads.VirtualThreads;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The two presigned routes: PUT sends a file's content, GET fetches it. They take no credential but the signature in the
 * address, and whatever is wrong with that looks like an address that does not exist.
 *
 * <p>They stand before the REST routes, because files are larger than the bodies accepted everywhere else; so nothing of the
 * REST routes was loosened for them, neither the limit nor the authentication.
 */
@ApplicationScoped
class FileTransfers {
    private static final Logger LOG = Logger.getLogger(FileTransfers.class);
    /** Before {@code BeforeRouting}, which refuses large bodies. */
    private static final int FIRST = 200;

    private final FileLinks links;
    private final StoredFiles files;
    private final Origins origins;
    private final Ids ids;
    private final ExecutorService threads;

    FileTransfers(
            FileLinks links, StoredFiles files, Origins origins, Ids ids, @VirtualThreads ExecutorService threads) {
        this.links = links;
        this.files = files;
        this.origins = origins;
        this.ids = ids;
        this.threads = threads;
    }

    void install(@Observes Filters filters) {
        filters.register(this::route, FIRST);
    }

    private void route(RoutingContext routing) {
        var request = routing.request();
        if (!routing.normalizedPath().startsWith(FileLinks.PATH)) {
            routing.next();
        } else if (request.method().equals(HttpMethod.PUT)) {
            var body = new RequestBody(request, routing.vertx().getOrCreateContext());
            threads.execute(() -> answer("upload", new TransferAnswer(routing, body), answer -> take(answer, body)));
        } else if (request.method().equals(HttpMethod.GET)) {
            var body = new RequestBody(request, routing.vertx().getOrCreateContext());
            body.drop(() -> {});
            threads.execute(() -> answer("download", new TransferAnswer(routing, body), this::give));
        } else {
            routing.next();
        }
    }

    private interface Exchange {
        void run(TransferAnswer answer) throws IOException;
    }

    /** The one place where what ends a transfer early becomes an answer. */
    private void answer(String what, TransferAnswer answer, Exchange exchange) {
        var started = System.nanoTime();
        var id = ids.next(Ids.Kind.REQUEST);
        MDC.put(RequestLog.REQUEST_ID, id);
        answer.header("x-request-id", id);
        try {
            if (isOurs(answer.request())) {
                exchange.run(answer);
            } else {
                answer.foreign();
            }
        } catch (IOException broken) {
            answer.brokenOff();
        } catch (DatabaseUnavailableException outage) {
            LOG.error("the database cannot be reached", outage);
            answer.unavailable();
        } catch (RuntimeException bug) {
            LOG.error("unexpected failure while a file was transferred", bug);
            answer.unexpected();
        } finally {
            var ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            LOG.infof(
                    "http method=%s resource=FileTransfers.%s status=%d ms=%d",
                    answer.request().method(), what, answer.status(), ms);
            MDC.remove(RequestLog.REQUEST_ID);
        }
    }

    /** As for every other route (R37). */
    private boolean isOurs(HttpServerRequest request) {
        var origin = request.getHeader("Origin");
        var authority = request.authority();
        return (origin == null || origins.acceptsOrigin(origin))
                && authority != null
                && origins.acceptsHost(authority.toString());
    }

    private void take(TransferAnswer answer, RequestBody body) throws IOException {
        var grant = grant(Use.UPLOAD, answer);
        if (grant.isEmpty() || awaited(grant.get()).isEmpty()) {
            answer.nothingHere();
        } else if (answer.announcedLength() > FileAccess.LIMIT_BYTES) {
            answer.tooLarge();
        } else {
            answer.goAhead();
            var received = files.receive(grant.get().tenant(), grant.get().file(), body, FileAccess.LIMIT_BYTES);
            switch (received) {
                case Received.Complete(var file) -> answer.taken(file);
                case Received.TooLarge _ -> answer.tooLarge();
                case Received.OtherContent _ -> answer.otherContent();
                case Received.NotAwaited _ -> answer.nothingHere();
                case Received.Overtaken _ -> answer.overtaken();
            }
        }
    }

    private void give(TransferAnswer answer) throws IOException {
        var grant = grant(Use.DOWNLOAD, answer);
        var file = grant.flatMap(granted -> files.findLinked(granted.tenant(), granted.file()))
                .filter(StoredFile::complete);
        if (grant.isEmpty() || file.isEmpty()) {
            answer.nothingHere();
            return;
        }
        try (var content = files.open(grant.get().tenant(), file.get())) {
            answer.give(file.get(), content);
        }
    }

    private Optional<StoredFile> awaited(Grant grant) {
        return files.findLinked(grant.tenant(), grant.file()).filter(file -> !file.complete());
    }

    private Optional<Grant> grant(Use use, TransferAnswer answer) {
        var fileId = answer.path().substring(FileLinks.PATH.length());
        return links.check(use, fileId, answer.request().params()::getAll);
    }
}

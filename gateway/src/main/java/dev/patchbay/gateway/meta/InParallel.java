package dev.patchbay.gateway.meta;

import dev.patchbay.gateway.http.RequestLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.context.ThreadContext;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Does several things of one request at once, each on a virtual thread that knows the request and its caller. */
@ApplicationScoped
class InParallel {
    private final ThreadContext context = ThreadContext.builder()
            .propagated(ThreadContext.CDI)
            .cleared(ThreadContext.ALL_REMAINING)
            .build();

    /** What {@code work} makes of each item, in the items' order, once all are done. Work that throws ends the whole. */
    <A, B> List<B> map(List<A> items, Function<A, B> work) {
        var request = MDC.get(RequestLog.REQUEST_ID);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = items.stream()
                    .map(item ->
                            threads.submit(context.contextualCallable(() -> logged(request, () -> work.apply(item)))))
                    .toList();
            return started.stream().flatMap(InParallel::result).toList();
        }
    }

    /** The logging context is the request's own and does not come along. */
    private static <B> B logged(@Nullable Object request, Supplier<B> work) {
        if (request != null) {
            MDC.put(RequestLog.REQUEST_ID, request);
        }
        try {
            return work.get();
        } finally {
            MDC.remove(RequestLog.REQUEST_ID);
        }
    }

    private static <B> Stream<B> result(java.util.concurrent.Future<B> future) {
        try {
            return Stream.of(future.get());
        } catch (java.util.concurrent.ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}

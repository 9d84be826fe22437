package dev.patchbay.gateway.meta;

import dev.patchbay.gateway.http.RequestThreads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/** Does several things of one request at once, each on a virtual thread that knows the request and its caller. */
@ApplicationScoped
class InParallel {
    private final RequestThreads threads;

    InParallel(RequestThreads threads) {
        this.threads = threads;
    }

    /** What {@code work} makes of each item, in the items' order, once all are done. Work that throws ends the whole. */
    <A, B> List<B> map(List<A> items, Function<A, B> work) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = items.stream()
                    .map(item -> executor.submit(threads.forThisRequest(() -> work.apply(item))))
                    .toList();
            return started.stream().flatMap(InParallel::result).toList();
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

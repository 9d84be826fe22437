package dev.patchbay.gateway.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.context.ThreadContext;
import org.jboss.logging.MDC;

/** Lets other threads work for the present request: they know it, its caller and its id in the log. */
@ApplicationScoped
public class RequestThreads {
    private final ThreadContext context = ThreadContext.builder()
            .propagated(ThreadContext.CDI)
            .cleared(ThreadContext.ALL_REMAINING)
            .build();

    /** The same work, for a thread of its own. The request must not end before it has. */
    public <T> Callable<T> forThisRequest(Callable<T> work) {
        var request = MDC.get(RequestLog.REQUEST_ID);
        return context.contextualCallable(() -> {
            // The logging context is a thread's own and does not come along.
            if (request != null) {
                MDC.put(RequestLog.REQUEST_ID, request);
            }
            try {
                return work.call();
            } finally {
                MDC.remove(RequestLog.REQUEST_ID);
            }
        });
    }
}

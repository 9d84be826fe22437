package dev.patchbay.gateway.audit;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;

/**
 * Whether an act of the present request was committed. A failure after that is not one after which nothing was done, whatever
 * failed, and repeating the request may repeat the act.
 */
@RequestScoped
public class ActsCommitted {
    private volatile boolean any;

    public boolean isAny() {
        return any;
    }

    void note() {
        any = true;
    }

    /** Whether there is a request: jobs and the start of the process act without one. */
    static boolean canBeNoted() {
        return Arc.requireContainer().requestContext().isActive();
    }
}

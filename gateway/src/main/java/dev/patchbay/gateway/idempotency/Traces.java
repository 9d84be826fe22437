package dev.patchbay.gateway.idempotency;

import dev.patchbay.gateway.audit.ActsCommitted;
import dev.patchbay.gateway.egress.ServiceReached;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the present request has left anything behind, here or at a service; one that has is not carried out again. */
@ApplicationScoped
class Traces {
    private final ServiceReached reached;
    private final ActsCommitted acts;

    Traces(ServiceReached reached, ActsCommitted acts) {
        this.reached = reached;
        this.acts = acts;
    }

    boolean isAny() {
        return reached.isReached() || acts.isAny();
    }
}

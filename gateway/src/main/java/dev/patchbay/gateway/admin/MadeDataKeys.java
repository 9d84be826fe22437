package dev.patchbay.gateway.admin;

import dev.patchbay.authstore.crypto.DataKeyMade;
import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.tenancy.Caller;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Records each data key that takes over from another, whether an operator asked for it or the other was used up. A tenant's
 * first keys are no act: they come with the first value to seal.
 */
@ApplicationScoped
class MadeDataKeys {
    private static final Actor USED_UP = new Actor.Job("key use limit");

    private final AuditTrail trail;
    private final CurrentCaller caller;

    MadeDataKeys(AuditTrail trail, CurrentCaller caller) {
        this.trail = trail;
        this.caller = caller;
    }

    void record(@Observes DataKeyMade made) {
        if (made.version() > 1) {
            trail.record(
                    made.tenant(),
                    AuditEvent.done("data_key.rotated", actor(), made.tenant().value())
                            .with("purpose", made.purpose())
                            .with("version", String.valueOf(made.version())));
        }
    }

    /** Only an operator asks for a key; to whoever else seals something with a new one it merely happens. */
    private Actor actor() {
        return Arc.container().requestContext().isActive()
                        && caller.isKnown()
                        && caller.get() instanceof Caller.AdminCaller operator
                ? operator.actor()
                : USED_UP;
    }
}

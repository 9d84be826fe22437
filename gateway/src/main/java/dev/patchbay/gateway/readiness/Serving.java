package dev.patchbay.gateway.readiness;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether this node serves: not before its keys are known to be those of the database (R13). It never goes back. */
@ApplicationScoped
public class Serving {
    private volatile boolean begun;

    public boolean begun() {
        return begun;
    }

    public void begin() {
        begun = true;
    }
}

package dev.patchbay.gateway.tenancy;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** The caller of the present request. Only {@link AuthenticationFilter} sets it. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;

    void set(Caller verified) {
        this.caller = verified;
    }

    /** @throws IllegalStateException on a route that was let through without a credential; a bug, and closed by default */
    public Caller get() {
        if (caller == null) {
            throw new IllegalStateException("no verified caller on this route");
        }
        return caller;
    }
}

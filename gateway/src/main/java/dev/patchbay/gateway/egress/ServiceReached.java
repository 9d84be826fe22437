package dev.patchbay.gateway.egress;

import jakarta.enterprise.context.RequestScoped;

/** Whether anything was sent to a service for the present request, so that repeating the request may repeat what it did there. */
@RequestScoped
public class ServiceReached {
    private volatile boolean reached;

    public void note() {
        reached = true;
    }

    public boolean isReached() {
        return reached;
    }
}

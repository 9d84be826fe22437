package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.token.Scope;
import dev.patchbay.gateway.audit.Actor;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
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

    /** Whether the request has been authenticated. */
    public boolean isKnown() {
        return caller != null;
    }

    /** @throws IllegalStateException on a route that also lets in callers without a tenant; a bug, and closed by default */
    public Caller.OfTenant ofTenant() {
        if (get() instanceof Caller.OfTenant ofTenant) {
            return ofTenant;
        }
        throw new IllegalStateException("the caller belongs to no tenant");
    }

    /** @throws IllegalStateException see {@link #ofTenant} */
    public TenantId tenant() {
        return ofTenant().tenant();
    }

    /**
     * Whether the caller's credential is good for one of these, beyond what the route asked of it. A token of a session is, for
     * what is done in that session.
     */
    public boolean isGoodForAny(Set<Scope> needed) {
        return switch (ofTenant()) {
            case Caller.SessionCaller ignored -> true;
            case Caller.ApiKeyCaller(var ignored, var key, var scopes) ->
                scopes.isEmpty() || needed.stream().anyMatch(scopes.get()::contains);
        };
    }

    /** @throws OutOfScope unless {@link #isGoodForAny} */
    public void require(Set<Scope> needed) {
        if (!isGoodForAny(needed)) {
            throw new OutOfScope(get(), needed);
        }
    }

    public Actor actor() {
        return get().actor();
    }
}

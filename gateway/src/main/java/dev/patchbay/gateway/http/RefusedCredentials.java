package dev.patchbay.gateway.http;

import dev.patchbay.gateway.audit.Actor;
import dev.patchbay.gateway.audit.AuthenticationFailures;
import dev.patchbay.gateway.audit.AuthenticationFailures.Kind;
import dev.patchbay.gateway.tenancy.Caller;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import dev.patchbay.gateway.tenancy.ForeignOrigin;
import dev.patchbay.gateway.tenancy.OutOfScope;
import dev.patchbay.gateway.tenancy.Unauthenticated;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts each refused authentication, and each refusal of whoever is known, for the audit log, by what was presented and where. Keeps nothing that was presented. */
@ApplicationScoped
class RefusedCredentials {
    private final AuthenticationFailures failures;
    private final CurrentCaller caller;

    RefusedCredentials(AuthenticationFailures failures, CurrentCaller caller) {
        this.failures = failures;
        this.caller = caller;
    }

    void count(Unauthenticated refusal, ContainerRequestContext request, ResourceInfo resource) {
        count("authentication.failed", reason(refusal), Optional.empty(), request, resource);
    }

    void count(OutOfScope refusal, ContainerRequestContext request, ResourceInfo resource) {
        count("access.refused", "out_of_scope", Optional.of(refusal.caller()), request, resource);
    }

    void count(ForeignOrigin refusal, ContainerRequestContext request, ResourceInfo resource) {
        count("access.refused", "foreign_origin", Optional.empty(), request, resource);
    }

    private void count(
            String action,
            String reason,
            Optional<Caller> refused,
            ContainerRequestContext request,
            ResourceInfo resource) {
        var known = refused.or(() -> caller.isKnown() ? Optional.of(caller.get()) : Optional.empty());
        failures.count(new Kind(
                action,
                known.map(Caller::actor).orElseGet(Actor.Stranger::new),
                reason,
                presented(request),
                known.map(RefusedCredentials::tenant).orElse(""),
                route(request, resource)));
    }

    /** A caller that is known was let in, and its session then had revoked the token. */
    private String reason(Unauthenticated refusal) {
        if (!refusal.tokenRefused()) {
            return "none_or_several";
        }
        return caller.isKnown() ? "revoked" : "not_valid";
    }

    private static String tenant(Caller known) {
        return known instanceof Caller.OfTenant ofTenant ? ofTenant.tenant().value() : "";
    }

    private static String presented(ContainerRequestContext request) {
        var presented = new ArrayList<String>();
        if (request.getHeaders().containsKey("x-api-key")) {
            presented.add("api_key");
        }
        if (request.getHeaders().containsKey(HttpHeaders.AUTHORIZATION)) {
            presented.add("bearer_token");
        }
        return presented.isEmpty() ? "none" : String.join(" and ", presented);
    }

    private static String route(ContainerRequestContext request, ResourceInfo resource) {
        return request.getMethod() + " " + path(resource.getResourceClass().getAnnotation(Path.class))
                + path(resource.getResourceMethod().getAnnotation(Path.class));
    }

    private static String path(@Nullable Path template) {
        return template == null ? "" : template.value();
    }
}

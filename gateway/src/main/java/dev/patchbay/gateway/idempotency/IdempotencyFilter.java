package dev.patchbay.gateway.idempotency;

import dev.patchbay.authstore.request.Claim;
import dev.patchbay.authstore.request.IdempotentRequests;
import dev.patchbay.authstore.request.KeptAnswer;
import dev.patchbay.gateway.audit.AuditEvent;
import dev.patchbay.gateway.audit.AuditTrail;
import dev.patchbay.gateway.call.CallerPresence;
import dev.patchbay.gateway.tenancy.CurrentCaller;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;

/**
 * Claims a request that has a key before its method runs. What the method returns, {@link OutcomeKeeper} keeps; how it failed
 * is settled here. A refusal before anything was done is not kept: mended, the request may come again under the same key.
 */
@Provider
@Priority(Priorities.USER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private final IdempotentRequests requests;
    private final ClaimedRequest claimed;
    private final CurrentCaller caller;
    private final CallerPresence presence;
    private final Traces traces;
    private final AuditTrail trail;
    private final Clock clock;
    private final ResourceInfo resource;

    IdempotencyFilter(
            IdempotentRequests requests,
            ClaimedRequest claimed,
            CurrentCaller caller,
            CallerPresence presence,
            Traces traces,
            AuditTrail trail,
            Clock clock,
            @Context ResourceInfo resource) {
        this.resource = resource;
        this.requests = requests;
        this.claimed = claimed;
        this.caller = caller;
        this.presence = presence;
        this.traces = traces;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var given = request.getHeaders().get(KeyedRequest.HEADER);
        if (given == null || !resource.getResourceMethod().isAnnotationPresent(HonoursIdempotencyKey.class)) {
            return;
        }
        var key = KeyedRequest.key(caller.ofTenant(), given);
        var body = request.getEntityStream().readAllBytes();
        request.setEntityStream(new ByteArrayInputStream(body));
        var fingerprint = KeyedRequest.fingerprint(request, body);
        switch (requests.claim(caller.tenant(), key, fingerprint)) {
            case Claim.First() -> {
                claimed.claimed(new ClaimedRequest.Claimed(caller.tenant(), key, fingerprint));
                presence.comesBack();
            }
            case Claim.Running(var since) -> request.abortWith(Repeats.running(since, clock.instant()));
            case Claim.Unfinished(var since) -> request.abortWith(Repeats.unfinished(since));
            case Claim.Full() -> request.abortWith(Repeats.full());
            case Claim.Different() -> request.abortWith(Repeats.different());
            case Claim.Answered(var answer) -> {
                // An answer may hold a credential: whoever gets it once more is on record as the first was.
                trail.record(caller.tenant(), replayed(request, answer));
                request.abortWith(Repeats.answered(answer));
            }
        }
    }

    private AuditEvent replayed(ContainerRequestContext request, KeptAnswer answer) {
        var path = request.getUriInfo().getRequestUri().getRawPath();
        return AuditEvent.done("request.replayed", caller.actor(), request.getMethod() + " " + path)
                .with("status", String.valueOf(answer.status()));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (nothingWasDone(response)) {
            claimed.abandon();
        } else {
            claimed.finish(response.getStatus(), response.getEntity());
        }
    }

    /** A refusal, or an answer that says when to come again, unless something was done before it. */
    private boolean nothingWasDone(ContainerResponseContext response) {
        var status = response.getStatus();
        var refused = status >= 400 && status < 500;
        var mayComeAgain = status >= 500 && response.getHeaders().containsKey(HttpHeaders.RETRY_AFTER);
        return (refused || mayComeAgain) && !traces.isAny();
    }
}

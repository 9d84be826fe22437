package dev.patchbay.gateway.idempotency;

import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.Errors;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;

/**
 * Keeps what a method returned, as soon as it does: once the caller has closed the connection the framework runs no response
 * filter, and just this caller comes back.
 */
@Interceptor
@HonoursIdempotencyKey
@Priority(Interceptor.Priority.APPLICATION)
class OutcomeKeeper {
    private final ClaimedRequest claimed;
    private final Traces traces;

    OutcomeKeeper(ClaimedRequest claimed, Traces traces) {
        this.claimed = claimed;
        this.traces = traces;
    }

    @AroundInvoke
    Object keep(InvocationContext call) throws Exception {
        try {
            var result = call.proceed();
            if (result instanceof Response response) {
                claimed.finish(response.getStatus(), response.getEntity());
            } else {
                claimed.finish(200, result);
            }
            return result;
        } catch (ApiError refusal) {
            if (traces.isAny()) {
                claimed.finish(Errors.status(refusal), Errors.envelope(refusal).toString());
            } else {
                claimed.abandon();
            }
            throw refusal;
        }
    }
}

package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.gateway.session.SessionTokens;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The one place that authenticates. It runs for every resource of ours; a resource says with {@link Accepts} what it takes,
 * and nothing can say "none". Exactly one credential is accepted (contract 2.2), only in headers, and a failure inside never
 * yields an identity: it becomes an error.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
    private static final String API_KEY_HEADER = "x-api-key";
    /** Other modes of the wire contract that this gateway does not know; sent beside ours they make two credentials. */
    private static final List<String> FOREIGN_MODES =
            List.of("x-user-api-key", "x-org-api-key", "x-consumer-api-key", "x-session-access-key");

    private final ApiKeys apiKeys;
    private final SessionTokens sessionTokens;
    private final CurrentCaller currentCaller;

    private final ResourceInfo resource;

    AuthenticationFilter(
            ApiKeys apiKeys, SessionTokens sessionTokens, CurrentCaller currentCaller, @Context ResourceInfo resource) {
        this.resource = resource;
        this.apiKeys = apiKeys;
        this.sessionTokens = sessionTokens;
        this.currentCaller = currentCaller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var accepted = accepted();
        var presented = presented(request);
        if (presented.size() > 1) {
            throw new Unauthenticated(
                    "More than one credential was sent: " + String.join(", ", presented) + ". Send exactly one.",
                    false);
        }
        if (presented.isEmpty()) {
            throw new Unauthenticated("No credential was sent. " + expected(accepted), false);
        }
        currentCaller.set(caller(request, accepted)
                .orElseThrow(
                        () -> new Unauthenticated("The credential is not valid here. " + expected(accepted), true)));
    }

    private Set<Credential> accepted() {
        var declared = resource.getResourceClass().getAnnotation(Accepts.class);
        return declared == null ? EnumSet.of(Credential.API_KEY) : EnumSet.copyOf(List.of(declared.value()));
    }

    private static List<String> presented(ContainerRequestContext request) {
        var presented = new ArrayList<String>();
        var headers = request.getHeaders();
        headers.getOrDefault(API_KEY_HEADER, List.of()).forEach(_ -> presented.add("API key via x-api-key"));
        headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of())
                .forEach(_ -> presented.add("token via Authorization"));
        for (var mode : FOREIGN_MODES) {
            if (headers.containsKey(mode)) {
                presented.add("key via " + mode);
            }
        }
        return presented;
    }

    private Optional<Caller> caller(ContainerRequestContext request, Set<Credential> accepted) {
        var apiKey = request.getHeaderString(API_KEY_HEADER);
        if (apiKey != null) {
            return accepted.contains(Credential.API_KEY)
                    ? apiKeys.authenticate(apiKey.strip())
                            .map(identity -> new Caller.ApiKeyCaller(identity.tenant(), identity.keyId()))
                    : Optional.empty();
        }
        return bearer(request)
                .filter(token -> accepted.contains(Credential.SESSION_TOKEN))
                .flatMap(token -> sessionTokens.check(
                        token, request.getUriInfo().getRequestUri().getRawPath()))
                .map(Caller.SessionCaller::new);
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        return Optional.of(header.substring("bearer ".length()).strip()).filter(token -> !token.isEmpty());
    }

    private static String expected(Set<Credential> accepted) {
        return accepted.contains(Credential.SESSION_TOKEN)
                ? "Send Authorization: Bearer with a token of this session, or x-api-key with the project's API key."
                : "Send x-api-key with the project's API key.";
    }
}

package dev.patchbay.gateway.tenancy;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds what a request presents as credentials, wherever it is: exactly one is accepted (contract 2.2), and only in a header
 * (R20).
 */
final class PresentedCredentials {
    static final String API_KEY_HEADER = "x-api-key";

    /** Other modes of the wire contract that this gateway does not know; sent beside ours they make two credentials. */
    private static final List<String> FOREIGN_MODES =
            List.of("x-user-api-key", "x-org-api-key", "x-consumer-api-key", "x-session-access-key");

    /** Names under which credentials are put into addresses. No route of ours has a parameter of such a name. */
    private static final Set<String> QUERY_NAMES =
            Set.of("access_token", "token", "bearer_token", "api_key", "apikey", "x-api-key", "authorization");

    private PresentedCredentials() {}

    /** @throws Unauthenticated when there is more than one, or one in the address */
    static boolean any(ContainerRequestContext request) {
        var presented = inHeaders(request);
        var inQuery = request.getUriInfo().getQueryParameters().keySet().stream()
                .anyMatch(name -> QUERY_NAMES.contains(name.toLowerCase(Locale.ROOT)));
        if (inQuery) {
            throw Unauthenticated.misplaced(
                    "A credential was sent in the address. Addresses end up in logs, so credentials"
                            + " are taken from headers only; take this one for leaked and replace it.");
        }
        if (presented.size() > 1) {
            throw Unauthenticated.misplaced(
                    "More than one credential was sent: " + String.join(", ", presented) + ". Send exactly one.");
        }
        return !presented.isEmpty();
    }

    private static List<String> inHeaders(ContainerRequestContext request) {
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
}

package dev.patchbay.gateway.idempotency;

import dev.patchbay.authstore.request.RequestKey;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.tenancy.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.regex.Pattern;

/** What a request with a key is known by. */
final class KeyedRequest {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private KeyedRequest() {}

    /** The same key of another API key is another key. No route that takes one accepts the token of a session. */
    static RequestKey key(Caller.OfTenant caller, List<String> given) {
        if (given.size() != 1 || !PRINTABLE.matcher(given.getFirst()).matches()) {
            throw ApiError.invalid(HEADER + ": must be one text of 1 to 255 printable ASCII characters");
        }
        if (!(caller instanceof Caller.ApiKeyCaller sender)) {
            throw new IllegalStateException("a route that takes keys accepts session tokens");
        }
        return RequestKey.of("api_key " + sender.keyId(), given.getFirst());
    }

    /** All that decides what is done: route, query and body, byte by byte. */
    static byte[] fingerprint(ContainerRequestContext request, byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var line = request.getMethod() + " "
                    + request.getUriInfo().getRequestUri().getRawPath() + "?"
                    + request.getUriInfo().getRequestUri().getRawQuery() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK lacks SHA-256", missing);
        }
    }
}

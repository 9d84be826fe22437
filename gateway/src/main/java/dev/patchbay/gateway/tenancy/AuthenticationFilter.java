package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.token.AdminKeys;
import dev.patchbay.authstore.token.ApiKeyIdentity;
import dev.patchbay.authstore.token.ApiKeys;
import dev.patchbay.authstore.token.Scope;
import dev.patchbay.gateway.session.SessionTokens;
import dev.patchbay.gateway.tenancy.Accepts.Credential;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one place that authenticates. It runs for every resource of ours; a resource says with {@link Accepts} what it takes,
 * and nothing can say "none"; a method says with {@link Needs} what an API key must be good for. A failure inside never yields
 * an identity: it becomes an error.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
    private final ApiKeys apiKeys;
    private final AdminKeys adminKeys;
    private final SessionTokens sessionTokens;
    private final CurrentCaller currentCaller;

    private final ResourceInfo resource;
    private final HttpServerRequest connection;

    AuthenticationFilter(
            ApiKeys apiKeys,
            AdminKeys adminKeys,
            SessionTokens sessionTokens,
            CurrentCaller currentCaller,
            @Context ResourceInfo resource,
            @Context HttpServerRequest connection) {
        this.resource = resource;
        this.connection = connection;
        this.apiKeys = apiKeys;
        this.adminKeys = adminKeys;
        this.sessionTokens = sessionTokens;
        this.currentCaller = currentCaller;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        try {
            currentCaller.set(caller(request));
        } catch (Unauthenticated | OutOfScope refusal) {
            throw refusal;
        } catch (RuntimeException failure) {
            throw new AuthenticationFailed(failure);
        }
    }

    private Caller caller(ContainerRequestContext request) {
        var accepted = Accepts.Declared.by(resource.getResourceClass());
        if (!PresentedCredentials.any(request)) {
            throw Unauthenticated.missing(accepted);
        }
        return caller(request, accepted).orElseThrow(() -> Unauthenticated.refused(accepted));
    }

    private Optional<Caller> caller(ContainerRequestContext request, Set<Credential> accepted) {
        var apiKey = request.getHeaderString(PresentedCredentials.API_KEY_HEADER);
        if (apiKey != null) {
            return accepted.contains(Credential.API_KEY)
                    ? apiKeys.authenticate(apiKey.strip(), from()).map(this::inScope)
                    : Optional.empty();
        }
        var token = bearer(request);
        if (accepted.contains(Credential.ADMIN_KEY)) {
            return token.flatMap(adminKeys::authenticate).map(Caller.AdminCaller::new);
        }
        return token.filter(_ -> accepted.contains(Credential.SESSION_TOKEN))
                .flatMap(sessionTokens::check)
                .map(Caller.SessionCaller::new);
    }

    /** @throws OutOfScope also when the method says nothing */
    private Caller inScope(ApiKeyIdentity identity) {
        var needed = Arrays.stream(resource.getResourceMethod().getAnnotationsByType(Needs.class))
                .map(needs -> new Scope(needs.area(), needs.access()))
                .collect(Collectors.toSet());
        var caller = new Caller.ApiKeyCaller(identity.tenant(), identity.keyId(), identity.scopes());
        if (!identity.isGoodForAny(needed)) {
            throw new OutOfScope(caller, needed);
        }
        return caller;
    }

    /** The other end of the connection, or what a proxy says that the operator trusts (quarkus.http.proxy.*). */
    private @Nullable InetAddress from() {
        var address = connection.remoteAddress();
        if (address == null || address.hostAddress() == null) {
            return null;
        }
        return InetAddress.ofLiteral(address.hostAddress());
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        var header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            return Optional.empty();
        }
        return Optional.of(header.substring("bearer ".length()).strip()).filter(token -> !token.isEmpty());
    }
}

package dev.patchbay.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Tags what the tenants' API answers to reads with a hash of its bytes, and answers 304 to whoever has it already. It may be
 * kept by who asked and by nobody on the way, and asked for anew each time; an answer that says no-store is left alone.
 */
public class EntityTags {
    private static final String PATHS = "/api/v3";
    private static final int HASH_BYTES = 16;

    private final ObjectMapper mapper;

    EntityTags(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @ServerResponseFilter
    public void tag(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isRead(request) || !isPlain(response)) {
            return;
        }
        var tag = tag(response.getEntity());
        var headers = response.getHeaders();
        headers.putSingle(HttpHeaders.ETAG, tag);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        headers.putSingle(HttpHeaders.VARY, "x-api-key, Authorization");
        if (isAmong(request.getHeaders().getOrDefault(HttpHeaders.IF_NONE_MATCH, List.of()), tag)) {
            response.setStatus(304);
            response.setEntity(null);
        }
    }

    private static boolean isRead(ContainerRequestContext request) {
        return (request.getMethod().equals(HttpMethod.GET)
                        || request.getMethod().equals(HttpMethod.HEAD))
                && request.getUriInfo().getPath().startsWith(PATHS);
    }

    private static boolean isPlain(ContainerResponseContext response) {
        return response.getStatus() == 200
                && (response.getEntity() instanceof JsonNode || response.getEntity() instanceof List)
                && !response.getHeaders().containsKey(HttpHeaders.CACHE_CONTROL);
    }

    /** Written once more than it is sent: cheaper than to keep a copy of it until then. */
    private String tag(Object entity) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(entity));
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, HASH_BYTES)) + '"';
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("an answer of ours has no hash", impossible);
        }
    }

    /** Compared weakly (RFC 9110 section 13.1.2), because a proxy that compresses makes the tag a weak one. */
    private static boolean isAmong(List<String> known, String tag) {
        return known.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .anyMatch(each -> each.equals("*") || each.equals(tag) || each.equals("W/" + tag));
    }
}

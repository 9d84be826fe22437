package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins base address, credential and request, and proves that the result is still below the base address. */
final class RequestAssembly {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** Framing, hop-by-hop and credential headers are egress's own. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "accept-encoding",
            "user-agent",
            "authorization",
            "cookie");

    private RequestAssembly() {}

    static Checked<OutgoingRequest> assemble(BaseUrl base, PlacedCredential credential, UpstreamRequest request) {
        if (!request.path().startsWith("/") || !UriText.isPath(request.path()) || !UriText.isQuery(request.query())) {
            return Checked.refused(Refusal.PATH);
        }
        String path = base.path() + credential.pathPrefix() + request.path();
        String query = Stream.of(request.query(), credential.query())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        if (!staysBelow(base, path, query)) {
            return Checked.refused(Refusal.PATH);
        }
        String target = query.isEmpty() ? path : path + "?" + query;
        return headers(credential, request)
                .then(headers -> body(request).map(body -> {
                    headers.addAll(body.headers());
                    return new OutgoingRequest(
                            base, request.method(), target, headers, body.body(), credential.traces());
                }));
    }

    private record Framed(OutgoingBody body, List<Header> headers) {}

    private static Checked<Framed> body(UpstreamRequest request) {
        if (request.body().isEmpty()) {
            return Checked.passed(new Framed(OutgoingBody.NOTHING, List.of()));
        }
        return switch (request.body().get()) {
            case UpstreamRequest.Whole(String type, byte[] bytes) ->
                Checked.passed(new Framed(new OutgoingBody.Whole(bytes), List.of(new Header("content-type", type))));
            case UpstreamRequest.Multipart(var parts) ->
                MultipartBody.of(parts, Boundary.next()).map(body -> new Framed(body, body.headers()));
        };
    }

    private static Checked<List<Header>> headers(PlacedCredential credential, UpstreamRequest request) {
        var headers = new ArrayList<>(credential.headers());
        for (Header header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (credential.fills(name)
                    || isReserved(name)
                    || !TOKEN.matcher(name).matches()
                    || !isPlainAscii(header.value())) {
                return Checked.refused(Refusal.HEADER);
            }
            headers.add(header);
        }
        headers.addAll(OutgoingRequest.OWN_HEADERS);
        return Checked.passed(headers);
    }

    /** @param name in lower case */
    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    static boolean isPlainAscii(String value) {
        return value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** The last look, by another parser than the one that took the base address apart. */
    private static boolean staysBelow(BaseUrl base, String path, String query) {
        String host = base.host().indexOf(':') < 0 ? base.host() : "[" + base.host() + "]";
        String scheme = base.tls() ? "https" : "http";
        try {
            var whole = new URI(base.origin() + path + (query.isEmpty() ? "" : "?" + query));
            return scheme.equals(whole.getScheme())
                    && host.equals(whole.getHost())
                    && base.port() == whole.getPort()
                    && whole.getRawUserInfo() == null
                    && whole.getRawFragment() == null
                    && path.equals(whole.getRawPath())
                    && Objects.equals(query.isEmpty() ? null : query, whole.getRawQuery())
                    && whole.normalize().getRawPath().startsWith(base.path() + "/");
        } catch (URISyntaxException _) {
            return false;
        }
    }
}

package dev.patchbay.gateway.session;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Under which addresses this gateway is known. With {@code patchbay.public-url} set there is exactly one; without it the
 * gateway is on loopback and its usual spellings are all accepted, because a client may write localhost where another
 * writes 127.0.0.1.
 *
 * <p>A request's Host and Origin are compared with this list and never used unchecked (R37): that is what keeps a web page
 * with a rebound DNS name out.
 */
@ApplicationScoped
public class Origins {
    private final String canonical;
    private final Set<String> own;
    private final Set<String> welcome;

    Origins(
            @ConfigProperty(name = "patchbay.public-url") Optional<String> publicUrl,
            @ConfigProperty(name = "patchbay.allowed-origins") Optional<List<String>> allowedOrigins,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8080") int port) {
        var known = new LinkedHashSet<String>();
        if (publicUrl.isPresent()) {
            known.add(origin("patchbay.public-url", publicUrl.get()));
        } else {
            known.add("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
            known.add("http://127.0.0.1:" + port);
            known.add("http://localhost:" + port);
            known.add("http://[::1]:" + port);
        }
        this.canonical = known.getFirst();
        this.own = Set.copyOf(known);
        allowedOrigins.ifPresent(
                origins -> origins.forEach(each -> known.add(origin("patchbay.allowed-origins", each))));
        this.welcome = Set.copyOf(known);
    }

    /** The one origin that tokens name as their issuer. */
    public String canonical() {
        return canonical;
    }

    /** Every origin under which addresses of ours are handed out. */
    public Set<String> own() {
        return own;
    }

    /** Whether a request's {@code Origin} header names us or an origin the operator allowed. Exact comparison. */
    public boolean acceptsOrigin(String origin) {
        return welcome.contains(origin);
    }

    /** Whether a request's host and port are ours. */
    public boolean acceptsHost(String authority) {
        return originOf(authority).isPresent();
    }

    /** Our origin with this host and port, for addresses we hand to this caller. */
    public Optional<String> originOf(String authority) {
        return own.stream()
                .filter(origin ->
                        URI.create(origin).getRawAuthority().equalsIgnoreCase(withoutDefaultPort(origin, authority)))
                .findFirst();
    }

    private static String withoutDefaultPort(String origin, String authority) {
        var port = origin.startsWith("https:") ? ":443" : ":80";
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }

    /** As browsers write it: in lower case, and without the port that the scheme implies. */
    private static String origin(String property, String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(property + " is not an address: " + url, malformed);
        }
        var bare = uri.getRawAuthority() != null
                && uri.getUserInfo() == null
                && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                && uri.getRawQuery() == null;
        if (!bare || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(property
                    + " must be scheme://host[:port] without a path, e.g. https://tools.example.com; it is " + url);
        }
        var scheme = uri.getScheme() + "://";
        return scheme + withoutDefaultPort(scheme, uri.getRawAuthority().toLowerCase(Locale.ROOT));
    }
}

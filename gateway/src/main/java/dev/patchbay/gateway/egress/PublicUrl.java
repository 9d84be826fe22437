package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An address that a caller or a service named, taken apart and checked like a base address; where it leads is not vetted yet.
 * Read with some tolerance in path and query, with none before them. Its address may be a credential, so it is never printed.
 *
 * @param base without a path
 * @param path encoded, beginning with a slash
 * @param query encoded, without the question mark, or empty
 */
record PublicUrl(BaseUrl base, String path, String query) {
    private static final int LONGEST = 8 * 1024;
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:");
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z]+)://([^/?#\\\\]*)(/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

    static Checked<PublicUrl> parse(String url) {
        Matcher parts = FORM.matcher(url);
        if (url.length() > LONGEST || !FieldValues.isPlain(url) || !parts.matches()) {
            return Checked.refused(Refusal.ADDRESS_MALFORMED);
        }
        String path = parts.group(3) == null ? "/" : withoutDots(UriText.mended(parts.group(3)));
        String query = parts.group(4) == null ? "" : UriText.mended(parts.group(4));
        if (!UriText.isPath(path) || !UriText.isQuery(query)) {
            return Checked.refused(Refusal.ADDRESS_MALFORMED);
        }
        return BaseUrl.parse(parts.group(1).toLowerCase(Locale.ROOT) + "://" + parts.group(2))
                .map(base -> new PublicUrl(base, path, query));
    }

    /** Where a redirect from here leads (RFC 3986 section 5.2); never from https to http. */
    Checked<PublicUrl> redirected(String location) {
        return parse(absolute(location))
                .then(next ->
                        base.tls() && !next.base.tls() ? Checked.refused(Refusal.DOWNGRADE) : Checked.passed(next));
    }

    /** Nothing goes along: no credential, no cookie, no referrer. */
    OutgoingRequest request() {
        return new OutgoingRequest(
                base,
                HttpMethod.GET,
                query.isEmpty() ? path : path + "?" + query,
                OutgoingRequest.OWN_HEADERS,
                OutgoingBody.NOTHING,
                List.of());
    }

    private String absolute(String location) {
        if (SCHEME.matcher(location).lookingAt()) {
            return location;
        }
        if (location.startsWith("//")) {
            return (base.tls() ? "https:" : "http:") + location;
        }
        return base.origin() + (location.startsWith("/") ? "" : before(location)) + location;
    }

    private String before(String location) {
        return location.isEmpty() || location.startsWith("?") || location.startsWith("#")
                ? path
                : path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** Only where there are dots, because the JDK then loses empty segments too, and these may be part of what is signed. */
    private static String withoutDots(String path) {
        boolean dots = Stream.of(path.split("/", -1)).anyMatch(UriText::isDots);
        return dots ? URI.create("x://x" + path).normalize().getRawPath() : path;
    }

    @Override
    public String toString() {
        return "PublicUrl[redacted]";
    }
}

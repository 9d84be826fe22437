package dev.patchbay.gateway.egress;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A base address taken apart and checked: what a request may never leave.
 *
 * @param host checked by {@link HostNames}; an IPv6 literal stands without brackets
 * @param path encoded, empty or beginning with a slash, without a trailing one
 */
record BaseUrl(boolean tls, String host, int port, String path) {
    private static final Pattern FORM = Pattern.compile("(https?)://([^/?#\\\\]*)(/[^?#\\\\]*)?");
    private static final Pattern AUTHORITY = Pattern.compile("([^:@\\[\\]]+|\\[[^\\]@]*])(?::([1-9][0-9]{0,4}))?");

    static Checked<BaseUrl> parse(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            return Checked.refused(Refusal.ADDRESS_MALFORMED);
        }
        // No match for user information, for a port that is not a number, for an empty host.
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            return Checked.refused(Refusal.ADDRESS_MALFORMED);
        }
        boolean tls = parts.group(1).equals("https");
        String written = authority.group(2);
        int port = written == null ? (tls ? 443 : 80) : Integer.parseInt(written);
        String path = parts.group(3) == null ? "" : withoutTrailingSlash(parts.group(3));
        if (port > 65535 || !UriText.isPath(path)) {
            return Checked.refused(Refusal.ADDRESS_MALFORMED);
        }
        return HostNames.check(authority.group(1)).map(host -> new BaseUrl(tls, host, port, path));
    }

    /** Scheme, host and port as they stand in an address. */
    String origin() {
        return (tls ? "https" : "http") + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    BaseUrl withPath(String other) {
        return new BaseUrl(tls, host, port, other);
    }

    private static String withoutTrailingSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Without the host, which can be a credential. */
    @Override
    public String toString() {
        return "BaseUrl[redacted]";
    }
}

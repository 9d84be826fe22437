package dev.patchbay.catalog;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which request headers a file may name: tokens of RFC 9110, section 5.6.2, but for those that frame the message. */
final class HeaderNames {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> FRAMING = Set.of(
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private HeaderNames() {}

    static void check(Entry place, String name) {
        if (!TOKEN.matcher(name).matches()) {
            place.refuse("`" + Excerpt.of(name) + "` is not a header name");
        } else if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            place.refuse("the header " + name + " is set by whoever sends the request");
        }
    }

    /** For tools, which never carry the credential. */
    static void checkForTool(Entry place, String name) {
        check(place, name);
        if (CREDENTIALS.contains(name.toLowerCase(Locale.ROOT))) {
            place.refuse("the header " + name + " carries a credential; say so under `connect` in toolkit.yaml");
        }
    }
}

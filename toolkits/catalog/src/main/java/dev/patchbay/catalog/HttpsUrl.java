package dev.patchbay.catalog;

import java.net.URI;
import java.net.URISyntaxException;

/** Checks addresses in tool files. */
final class HttpsUrl {
    private HttpsUrl() {}

    /** An address that request paths are appended to. */
    static String base(Entry entry) {
        var url = page(entry);
        if (url.contains("?") || url.contains("#")) {
            entry.refuse("a base address has neither query nor fragment");
        }
        if (url.endsWith("/")) {
            entry.refuse("a base address must not end in `/`: paths begin with one");
        }
        return url;
    }

    /** Any https address. */
    static String page(Entry entry) {
        var url = entry.text();
        if (entry.json().isTextual() && !isHttps(url)) {
            entry.refuse("`" + Excerpt.of(url) + "` must be an https address with a host and without a user, "
                    + "such as https://api.example.com/v1");
        }
        return url;
    }

    private static boolean isHttps(String url) {
        try {
            var uri = new URI(url);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}

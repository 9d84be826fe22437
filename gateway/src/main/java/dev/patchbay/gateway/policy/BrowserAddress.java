package dev.patchbay.gateway.policy;

import java.net.URI;
import java.net.URISyntaxException;

/** The rule for addresses to which somebody else's browser is sent: in a session's settings, and with a single link. */
public final class BrowserAddress {
    private static final int LONGEST = 2048;

    /** What such an address must be, for error messages. */
    public static final String RULE = "must be an absolute http or https address of at most " + LONGEST
            + " characters, without user name and fragment";

    private BrowserAddress() {}

    public static boolean fits(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        try {
            var uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}

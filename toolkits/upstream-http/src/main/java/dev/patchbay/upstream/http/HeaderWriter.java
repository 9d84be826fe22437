package dev.patchbay.upstream.http;

import dev.patchbay.toolkit.RequestTemplate.HeaderParameter;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes headers. A value is visible ASCII with spaces and tabs inside: a line break would start another header, and
 * receivers drop blanks at the ends (RFC 9110, section 5.5).
 */
final class HeaderWriter {
    private static final Header ACCEPT = new Header("accept", "application/json");

    private HeaderWriter() {}

    static List<Header> write(List<HeaderParameter> parameters, Given given) {
        var headers = new ArrayList<Header>();
        headers.add(ACCEPT);
        for (var parameter : parameters) {
            given.value(parameter.argument())
                    .flatMap(value -> given.plain(parameter.argument(), value))
                    .filter(text -> isAllowed(parameter.argument(), text, given))
                    .ifPresent(text -> headers.add(new Header(parameter.name(), text)));
        }
        return headers;
    }

    private static boolean isAllowed(String argument, String text, Given given) {
        if (!text.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t')) {
            given.refuse(
                    argument, "must hold ASCII letters, digits, punctuation and spaces only; it is sent as a header.");
            return false;
        }
        if (!text.equals(text.strip())) {
            given.refuse(argument, "must not begin or end with a blank; it is sent as a header.");
            return false;
        }
        return true;
    }
}

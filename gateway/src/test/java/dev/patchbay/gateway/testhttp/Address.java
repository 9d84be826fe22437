package dev.patchbay.gateway.testhttp;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** An absolute address as a test writes it: as it goes over the wire, or to be percent-encoded first. */
record Address(String written, boolean encoding) {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String UNRESERVED = "-._~";
    private static final String IN_PATH = UNRESERVED + "/:@!$&'()*+,;=";
    private static final String IN_QUERY = UNRESERVED + "/:@!$'()*,;=&?";

    static String parameter(String name, String value) {
        return encoded(name) + "=" + encoded(value);
    }

    /** The address with one more query. */
    URI with(String query) {
        int path = written.indexOf('/', written.indexOf("://") + 3);
        int asked = written.indexOf('?');
        var pathEnd = asked < 0 ? written.length() : asked;
        var host = path < 0 || path > pathEnd ? written.substring(0, pathEnd) : written.substring(0, path);
        var own = asked < 0 ? "" : kept(written.substring(asked + 1), IN_QUERY);
        var whole = own.isEmpty() || query.isEmpty() ? own + query : own + "&" + query;
        return URI.create(host
                + kept(written.substring(host.length(), pathEnd), IN_PATH)
                + (asked < 0 && query.isEmpty() ? "" : "?" + whole));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String kept(String text, String harmless) {
        if (!encoding) {
            return text;
        }
        var result = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            var letter = (char) (octet & 0xff);
            boolean plain = letter < 0x80 && (Character.isLetterOrDigit(letter) || harmless.indexOf(letter) >= 0);
            result.append(plain ? String.valueOf(letter) : "%" + HEX.toHexDigits(octet));
        }
        return result.toString();
    }
}

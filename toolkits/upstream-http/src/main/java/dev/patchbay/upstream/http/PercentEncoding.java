package dev.patchbay.upstream.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding of one value (RFC 3986, section 2.1): UTF-8, the unreserved characters stay, every other byte is
 * encoded. A space becomes {@code %20}; a percent sign is always encoded, so nothing is ever taken for already encoded.
 */
final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** @throws IllegalArgumentException if the text has half surrogate pairs, which callers refuse before */
    static String encode(String text) {
        if (!Surrogates.areWhole(text)) {
            throw new IllegalArgumentException("Half of a surrogate pair has no UTF-8 form");
        }
        var encoded = new StringBuilder(text.length() + 16);
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(unit)) {
                encoded.append((char) unit);
            } else {
                HEX.toHexDigits(encoded.append('%'), unit);
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte unit) {
        return (unit >= 'A' && unit <= 'Z')
                || (unit >= 'a' && unit <= 'z')
                || (unit >= '0' && unit <= '9')
                || unit == '-'
                || unit == '.'
                || unit == '_'
                || unit == '~';
    }
}

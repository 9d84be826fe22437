package dev.patchbay.gateway.egress;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;

/** Encoding and checking of the parts of an address (RFC 3986). */
final class UriText {
    private static final BitSet PATH = letters("-._~!$&'()*+,;=:@/");
    private static final BitSet QUERY = letters("-._~!$&'()*+,;=:@/?");
    private static final BitSet UNRESERVED = letters("-._~");
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private UriText() {}

    /** Whether this is an encoded path, empty or beginning with a slash, in which no segment climbs or stands still. */
    static boolean isPath(String text) {
        if (!consistsOf(PATH, text) || (!text.isEmpty() && text.charAt(0) != '/')) {
            return false;
        }
        for (String segment : text.split("/", -1)) {
            if (isDots(segment)) {
                return false;
            }
        }
        return true;
    }

    static boolean isQuery(String text) {
        return consistsOf(QUERY, text);
    }

    /** A segment that servers resolve away, however it is spelt. */
    static boolean isDots(String segment) {
        String plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return plain.equals(".") || plain.equals("..");
    }

    /** Everything but unreserved characters is percent-encoded, so the text stays one segment or one query value. */
    static String encode(String text) {
        var encoded = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0 && UNRESERVED.get(b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return encoded.toString();
    }

    /**
     * What people paste and services redirect to is often not quite encoded. Everything that may not stand there is encoded,
     * and a percent sign that encodes nothing too; the rest stays as it is.
     */
    static String mended(String text) {
        var mended = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean whole = c == '%'
                    ? i + 2 < text.length() && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))
                    : QUERY.get(c);
            if (whole) {
                mended.append((char) c);
            } else {
                mended.append(encode(Character.toString(c)));
            }
            i += Character.charCount(c);
        }
        return mended.toString();
    }

    /** By hand: a regular expression with this choice in a loop overflows the stack on long arguments. */
    private static boolean consistsOf(BitSet allowed, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length() || !isHex(text.charAt(i + 1)) || !isHex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!allowed.get(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static BitSet letters(String others) {
        var set = new BitSet(128);
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('0', '9' + 1);
        others.chars().forEach(set::set);
        return set;
    }
}

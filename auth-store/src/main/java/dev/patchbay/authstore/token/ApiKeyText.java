package dev.patchbay.authstore.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How an API key looks: {@code ak_}, 32 random base62 characters (190 bits), and 6 that are the base62 CRC-32 of what
 * stands before them, so that a mistyped or invented key costs no database work and scanners can tell a key from noise.
 */
final class ApiKeyText {
    static final String PREFIX = "ak_";

    private static final Pattern FORM = Pattern.compile("ak_[0-9A-Za-z]{38}");
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 32;
    private static final int CHECKSUM = 6;

    private ApiKeyText() {}

    static String mint(SecureRandom random) {
        var text = new StringBuilder(PREFIX);
        for (int i = 0; i < RANDOM; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return text.append(checksum(text.toString())).toString();
    }

    static boolean isWellFormed(String text) {
        int body = PREFIX.length() + RANDOM;
        return FORM.matcher(text).matches() && checksum(text.substring(0, body)).equals(text.substring(body));
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        long rest = crc.getValue();
        var digits = new char[CHECKSUM];
        for (int i = CHECKSUM - 1; i >= 0; i--) {
            digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
            rest /= BASE62.length();
        }
        return new String(digits);
    }
}

package dev.patchbay.authstore.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How a key looks that callers present: a prefix that says what it opens, 32 random base62 characters (190 bits), and 6 that
 * are the base62 CRC-32 of what stands before them, so that a mistyped or invented key costs no database work and scanners
 * can tell a key from noise.
 */
enum KeyText {
    API("ak_"),
    ADMIN("adm_"),
    LINK("lt_");

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 32;
    private static final int CHECKSUM = 6;

    private final String prefix;
    private final Pattern form;

    KeyText(String prefix) {
        this.prefix = prefix;
        this.form = Pattern.compile(prefix + "[0-9A-Za-z]{" + (RANDOM + CHECKSUM) + "}");
    }

    String prefix() {
        return prefix;
    }

    String mint(SecureRandom random) {
        var text = new StringBuilder(prefix);
        for (int i = 0; i < RANDOM; i++) {
            text.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return text.append(checksum(text.toString())).toString();
    }

    boolean isWellFormed(String text) {
        int body = prefix.length() + RANDOM;
        return form.matcher(text).matches() && checksum(text.substring(0, body)).equals(text.substring(body));
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

package dev.patchbay.gateway.egress;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Takes a credential out of what a service answers: the value itself and the forms in which it was sent or is commonly echoed
 * (Base64, percent-encoded, escaped for JSON).
 *
 * <p>Values under eight characters are left alone: they would blank out ordinary text. A service that echoes a credential in
 * yet another form is not caught.
 */
final class Redactor {
    private static final int SHORTEST = 8;
    private static final byte[] REPLACEMENT = "[redacted]".getBytes(StandardCharsets.US_ASCII);

    private final List<byte[]> needles;
    private final boolean[] firstBytes = new boolean[256];

    private Redactor(List<byte[]> needles) {
        this.needles = needles;
        needles.forEach(needle -> firstBytes[needle[0] & 0xff] = true);
    }

    /**
     * @param secrets plain secret values
     * @param traces texts built from them that were sent; looked for as they are
     */
    static Redactor of(Collection<String> secrets, Collection<String> traces) {
        var texts = new LinkedHashSet<String>();
        boolean worthIt = secrets.stream().anyMatch(secret -> secret.length() >= SHORTEST);
        secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .forEach(secret -> forms(secret).forEach(texts::add));
        if (worthIt) {
            traces.stream().filter(trace -> trace.length() >= SHORTEST).forEach(texts::add);
        }
        var needles = new ArrayList<byte[]>();
        texts.forEach(text -> needles.add(text.getBytes(StandardCharsets.UTF_8)));
        // Longest first, so that no tail of a longer form stays behind.
        needles.sort(Comparator.comparingInt((byte[] needle) -> needle.length).reversed());
        return new Redactor(List.copyOf(needles));
    }

    /** @return the same array when there was nothing to take out */
    byte[] scrub(byte[] text) {
        if (needles.isEmpty()) {
            return text;
        }
        ByteArrayOutputStream scrubbed = null;
        int copied = 0;
        int at = 0;
        while (at < text.length) {
            int found = firstBytes[text[at] & 0xff] ? lengthOfNeedleAt(text, at) : 0;
            if (found == 0) {
                at++;
                continue;
            }
            if (scrubbed == null) {
                scrubbed = new ByteArrayOutputStream(text.length);
            }
            scrubbed.write(text, copied, at - copied);
            scrubbed.writeBytes(REPLACEMENT);
            at += found;
            copied = at;
        }
        if (scrubbed == null) {
            return text;
        }
        scrubbed.write(text, copied, text.length - copied);
        return scrubbed.toByteArray();
    }

    String scrub(String text) {
        return new String(scrub(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private int lengthOfNeedleAt(byte[] text, int at) {
        for (byte[] needle : needles) {
            if (at + needle.length <= text.length
                    && Arrays.equals(text, at, at + needle.length, needle, 0, needle.length)) {
                return needle.length;
            }
        }
        return 0;
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String percent = UriText.encode(secret);
        String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        return Stream.of(
                secret,
                percent,
                lowerCaseEscapes(percent),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                json,
                json.replace("/", "\\/"));
    }

    private static String lowerCaseEscapes(String percent) {
        var lower = new StringBuilder(percent.length());
        for (int i = 0; i < percent.length(); i++) {
            if (percent.charAt(i) == '%') {
                lower.append(percent.substring(i, i + 3).toLowerCase(Locale.ROOT));
                i += 2;
            } else {
                lower.append(percent.charAt(i));
            }
        }
        return lower.toString();
    }
}

package dev.patchbay.gateway.rest;

import dev.patchbay.authstore.crypto.SystemKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalInt;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the cursors of listings (R23): an offset and an expiry, with an HMAC-SHA256 under a key of their own that
 * also covers whose listing it is. So a cursor continues the listing it was made for, for a day or up to an hour longer, and nothing else.
 *
 * <p>The first use reads the key from the database, so use it on a thread that may block.
 */
@ApplicationScoped
class Cursors {
    private static final String PURPOSE = "cursors";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int HEAD_BYTES = Integer.BYTES + Long.BYTES;
    private static final Duration LIFETIME = Duration.ofDays(1);

    private final SecretKey key;
    private final Clock clock;

    Cursors(SystemKeys keys, SecureRandom random, Clock clock) {
        byte[] bytes = keys.get(PURPOSE, () -> fresh(random));
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.clock = clock;
        Arrays.fill(bytes, (byte) 0);
    }

    /** @param listing what is listed and for whom, unambiguous */
    String next(String listing, int offset) {
        // The same for an hour, so that a listing that has not changed keeps its tag.
        var hour = clock.instant().plus(LIFETIME).truncatedTo(ChronoUnit.HOURS);
        return cursor(listing, offset, hour.plus(1, ChronoUnit.HOURS).getEpochSecond());
    }

    /** Where to go on, or empty when the cursor is none of this listing's or has expired. */
    OptionalInt offset(String listing, String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            return OptionalInt.empty();
        }
        if (bytes.length < HEAD_BYTES) {
            return OptionalInt.empty();
        }
        var head = ByteBuffer.wrap(bytes);
        var offset = head.getInt();
        var expiry = head.getLong();
        // Compared as text, because decoding ignores bits of the last character.
        var authentic = MessageDigest.isEqual(utf8(cursor(listing, offset, expiry)), utf8(cursor));
        return authentic && clock.instant().isBefore(Instant.ofEpochSecond(expiry))
                ? OptionalInt.of(offset)
                : OptionalInt.empty();
    }

    private String cursor(String listing, int offset, long expiry) {
        var head =
                ByteBuffer.allocate(HEAD_BYTES).putInt(offset).putLong(expiry).array();
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            var signature = mac.doFinal(utf8(listing));
            var bytes = ByteBuffer.allocate(head.length + signature.length)
                    .put(head)
                    .put(signature)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HMAC-SHA256 is not available", missing);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fresh(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}

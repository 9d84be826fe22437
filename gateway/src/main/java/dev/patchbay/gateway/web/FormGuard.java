package dev.patchbay.gateway.web;

import dev.patchbay.authstore.crypto.SystemKeys;
import dev.patchbay.gateway.connect.FollowLink.Visit;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties a form to the browser that was given it, and to its link: a random cookie that only this browser has, and in the form a
 * keyed hash of cookie and link. Another site's page can send a form here, but neither read the cookie nor make the hash.
 *
 * <p>The first use reads the key from the database, so use it on a thread that may block.
 */
@ApplicationScoped
class FormGuard {
    /** Name of the form's hidden field. */
    static final String FIELD = "_proof";

    private static final String PURPOSE = "connect-page-forms";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int COOKIE_BYTES = 16;
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final Pattern COOKIE = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final SecretKey key;
    private final SecureRandom random;
    private final PageSource sources;

    FormGuard(SystemKeys keys, SecureRandom random, PageSource sources) {
        byte[] bytes = keys.get(PURPOSE, () -> fresh(random, KEY_BYTES));
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.random = random;
        this.sources = sources;
        Arrays.fill(bytes, (byte) 0);
    }

    /** Gives the browser its cookie, unless it sent one, and answers what the form must bring back. */
    String arm(PageAnswer answer, Visit.Open visit) {
        var present = cookie(answer, visit);
        var value = present.orElseGet(
                () -> Base64.getUrlEncoder().withoutPadding().encodeToString(fresh(random, COOKIE_BYTES)));
        answer.set(Cookie.cookie(name(answer, visit), value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(sources.isSecure(answer.request()))
                .setSameSite(CookieSameSite.STRICT)
                .setMaxAge(LIFETIME.toSeconds()));
        return proof(value, visit);
    }

    boolean admits(PageAnswer answer, Visit.Open visit, FormBody form) {
        var cookie = cookie(answer, visit);
        var given = form.value(FIELD);
        return cookie.isPresent()
                && given.isPresent()
                && MessageDigest.isEqual(bytes(proof(cookie.get(), visit)), bytes(given.get()));
    }

    private Optional<String> cookie(PageAnswer answer, Visit.Open visit) {
        return Optional.ofNullable(answer.cookie(name(answer, visit)))
                .filter(value -> COOKIE.matcher(value).matches());
    }

    /** One for each link, so that two of them can be open at once. The prefix keeps sites beside ours from setting it. */
    private String name(PageAnswer answer, Visit.Open visit) {
        return (sources.isSecure(answer.request()) ? "__Host-" : "")
                + visit.link().id();
    }

    /** Neither part holds a line break, so no two pairs read alike. */
    private String proof(String cookie, Visit.Open visit) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            var signed = mac.doFinal(bytes(cookie + "\n" + visit.link().id()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("HMAC-SHA256 is not available", missing);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] fresh(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}

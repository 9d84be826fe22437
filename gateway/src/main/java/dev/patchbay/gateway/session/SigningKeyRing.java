package dev.patchbay.gateway.session;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keys that are not removed, oldest first, and which of them is good for what at a moment (R25).
 *
 * <p>One key signs: the youngest whose time has come. A key that has signed is good for checking until the last token it can
 * have signed has ended, and a key is good for checking before its time to sign has come, so that no node meets a token whose
 * key it does not know.
 */
final class SigningKeyRing {
    /** The longest life of a token, the skew allowed at its end, and some for clocks of nodes that differ. */
    private static final Duration LAST_TOKEN = SessionTokens.LONGEST.plus(Duration.ofMinutes(5));

    private final List<SigningKey> keys;

    SigningKeyRing(List<SigningKey> keys) {
        this.keys = List.copyOf(keys);
    }

    List<SigningKey> keys() {
        return keys;
    }

    /** @throws IllegalStateException when there is no key at all */
    SigningKey signing(Instant now) {
        return keys.reversed().stream()
                .filter(key -> !key.signsFrom().isAfter(now))
                .findFirst()
                .or(() -> keys.stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("there is no key to sign session tokens with"));
    }

    /** The key to check a token with that names this one. */
    Optional<PublicKey> checking(String kid, Instant now) {
        return keys.stream()
                .filter(key -> key.kid().equals(kid) && now.isBefore(end(key)))
                .findFirst()
                .map(key -> key.pair().getPublic());
    }

    boolean knows(String kid) {
        return keys.stream().anyMatch(key -> key.kid().equals(kid));
    }

    /** When the key is good for nothing any more; far away while no other has followed it. */
    Instant end(SigningKey key) {
        var next = keys.indexOf(key) + 1;
        return next < keys.size() ? keys.get(next).signsFrom().plus(LAST_TOKEN) : Instant.MAX;
    }
}

package dev.patchbay.simulator.scale;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which key opens which environment. Basic (the key as user, no password) and Bearer are accepted. */
final class Keyring {
    private final Surroundings around;
    private final Map<String, Environment> environments = new LinkedHashMap<>();
    private final Set<String> revoked = new LinkedHashSet<>();

    Keyring(Surroundings around) {
        this.around = around;
        reset();
    }

    void reset() {
        environments.clear();
        revoked.clear();
        environments.put(ScaleSimulator.TEST_KEY, OrchardFixture.test(around, 1));
        environments.put(ScaleSimulator.LIVE_KEY, OrchardFixture.live(around, 2));
    }

    void register(String key, Mode mode) {
        environments.computeIfAbsent(key, _ -> OrchardFixture.empty(around, mode, environments.size() + 1));
    }

    /** Known keys with their environments, revoked ones too. */
    Map<String, Environment> environments() {
        return environments;
    }

    /** From now on the key is refused, whatever it opened before. */
    void revoke(String key) {
        revoked.add(key);
    }

    void clearRevoked() {
        revoked.clear();
    }

    Optional<Environment> open(String authorization) {
        return key(authorization).filter(key -> !revoked.contains(key)).map(environments::get);
    }

    /** For the journal: the scheme and which known key, never anything else. */
    String describe(String authorization) {
        String scheme = authorization.startsWith("Bearer ") ? "Bearer" : "Basic";
        return scheme + " "
                + key(authorization).filter(environments::containsKey).orElse("(unknown key)");
    }

    private static Optional<String> key(String authorization) {
        if (authorization.startsWith("Bearer ")) {
            return Optional.of(authorization.substring("Bearer ".length()));
        }
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        try {
            byte[] pair = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
            String text = new String(pair, StandardCharsets.UTF_8);
            return text.endsWith(":") ? Optional.of(text.substring(0, text.length() - 1)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

package dev.patchbay.simulator.scale;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which key opens which environment. Basic (the key as user, no password) and Bearer are accepted. */
final class Keyring {
    private final Clock clock;
    private final Map<String, Environment> environments = new LinkedHashMap<>();

    Keyring(Clock clock) {
        this.clock = clock;
        reset();
    }

    void reset() {
        environments.clear();
        environments.put(ScaleSimulator.TEST_KEY, OrchardFixture.test(clock));
        environments.put(ScaleSimulator.LIVE_KEY, OrchardFixture.live(clock));
    }

    void register(String key, Mode mode) {
        environments.computeIfAbsent(key, _ -> OrchardFixture.empty(clock, mode));
    }

    Optional<Environment> open(String authorization) {
        return key(authorization).map(environments::get);
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

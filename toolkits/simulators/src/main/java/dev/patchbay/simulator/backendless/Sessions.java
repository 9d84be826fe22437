package dev.patchbay.simulator.backendless;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Who is signed in. A token lives an hour after its last use, and a new login of the same account ends the older one. */
final class Sessions {
    private static final Duration IDLE = Duration.ofHours(1);

    private record Session(String userId, Instant lastUsed) {}

    private final Clock clock;
    private final Map<String, Session> byToken = new HashMap<>();
    private int issued;

    Sessions(Clock clock) {
        this.clock = clock;
    }

    String open(String userId) {
        byToken.values().removeIf(session -> session.userId().equals(userId));
        String token = String.format("TOKEN-%04d", ++issued);
        byToken.put(token, new Session(userId, clock.instant()));
        return token;
    }

    boolean isValid(String token) {
        return find(token).isPresent();
    }

    /** Counts as use and so prolongs; refuses a token that is unknown or too old. */
    void use(String token) {
        Session session = find(token)
                .orElseThrow(
                        () -> Refusal.of(Codes.UNKNOWN_TOKEN, "Not existing user token - " + token + ". Log in again"));
        byToken.put(token, new Session(session.userId(), clock.instant()));
    }

    void close(String token) {
        byToken.remove(token);
    }

    private Optional<Session> find(String token) {
        return Optional.ofNullable(byToken.get(token))
                .filter(session -> session.lastUsed().plus(IDLE).isAfter(clock.instant()));
    }
}

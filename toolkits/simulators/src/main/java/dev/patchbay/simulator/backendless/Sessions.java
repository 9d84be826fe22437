package dev.patchbay.simulator.backendless;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is signed in. A token lives for a time after its last use; the option says what a second login does to the first. */
final class Sessions {
    private record Session(String userId, Instant lastUsed) {}

    private final Clock clock;
    private final Options options;
    private final Map<String, Session> byToken = new LinkedHashMap<>();
    private int issued;

    Sessions(Clock clock, Options options) {
        this.clock = clock;
        this.options = options;
    }

    String open(String userId) {
        byToken.values().removeIf(session -> !isAlive(session));
        long others = byToken.values().stream()
                .filter(session -> session.userId().equals(userId))
                .count();
        switch (options.text(Option.SECOND_LOGIN)) {
            case "refused" -> {
                if (others > 0) {
                    throw Refusal.of(Codes.SECOND_LOGIN, "User is already logged in, multiple logins are off");
                }
            }
            case "limited" -> {
                if (others >= options.number(Option.LOGINS_AT_ONCE)) {
                    throw Refusal.of(Codes.TOO_MANY_LOGINS, "Limit of simultaneous logins reached");
                }
            }
            default -> closeAllOf(userId);
        }
        String token = String.format("TOKEN-%04d", ++issued);
        byToken.put(token, new Session(userId, clock.instant()));
        return token;
    }

    boolean isValid(String token) {
        return find(token).isPresent();
    }

    /** Whose token it is. Counts as use and so prolongs; refuses a token that is unknown or too old. */
    String use(String token) {
        Session session = find(token)
                .orElseThrow(
                        () -> Refusal.of(Codes.UNKNOWN_TOKEN, "Not existing user token - " + token + ". Log in again"));
        byToken.put(token, new Session(session.userId(), clock.instant()));
        return session.userId();
    }

    void close(String token) {
        byToken.remove(token);
    }

    void closeAllOf(String userId) {
        byToken.values().removeIf(session -> session.userId().equals(userId));
    }

    private Optional<Session> find(String token) {
        return Optional.ofNullable(byToken.get(token)).filter(this::isAlive);
    }

    private boolean isAlive(Session session) {
        var idle = Duration.ofSeconds(options.number(Option.SESSION_IDLE_SECONDS));
        return session.lastUsed().plus(idle).isAfter(clock.instant());
    }
}

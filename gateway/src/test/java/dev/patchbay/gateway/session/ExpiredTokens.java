package dev.patchbay.gateway.session;

import dev.patchbay.authstore.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Issues tokens that ran out an hour ago. */
@ApplicationScoped
public class ExpiredTokens {
    private final SessionTokens earlier;

    ExpiredTokens(TokenKeys keys, Origins origins, Ids ids, Clock clock) {
        var then = Clock.offset(clock, Duration.ofHours(-2));
        this.earlier = new SessionTokens(keys, origins, ids, then, Duration.ofHours(1));
    }

    public String of(Session session, String mcpUrl) {
        return earlier.issue(session, mcpUrl).token();
    }
}

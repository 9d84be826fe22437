package dev.patchbay.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is checked of a token, at an instant that stands still. */
class SessionTokensTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String ISSUER = "https://tools.example.com";
    private static final String SESSION = "trs_abcdefghijklmnopqrstuv";
    private static final String AUDIENCE = ISSUER + "/tool_router/" + SESSION + "/mcp";
    private static final TenantId TENANT = new TenantId("pr_" + "a".repeat(22));
    private static final String KID = "sig_1";
    private static final KeyPair PAIR = ForgedTokens.curve("secp256r1");
    private static final HandmadeToken GOOD = HandmadeToken.like(KID, ISSUER, AUDIENCE, TENANT.value(), SESSION, NOW);

    private final SessionTokens tokens = tokens(Duration.ofHours(12));

    static Map<String, String> forged() {
        return new ForgedTokens(GOOD, PAIR, 31, 31).all();
    }

    static Stream<Arguments> forgedRows() {
        return forged().entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgedRows")
    void aForgedTokenIsRefused(String what, String token) {
        assertThat(tokens.check(token)).as(what).isEmpty();
    }

    @Test
    void theTableOfForgedTokensStartsFromAGoodOne() {
        assertThat(tokens.check(GOOD.signed(PAIR.getPrivate())))
                .hasValueSatisfying(claims -> assertThat(claims)
                        .isEqualTo(new SessionTokens.Claims(
                                TENANT, "ada", new SessionId(SESSION), 1, claims.expiresAt())));
        assertThat(forged()).hasSizeGreaterThan(50);
    }

    @Test
    void clocksMayDifferByTwentyNineSeconds() {
        var now = NOW.getEpochSecond();

        assertAccepted(
                claims -> claims.put("exp", now - 29).put("iat", now - 600).put("nbf", now - 600));
        assertAccepted(claims -> claims.put("nbf", now + 29));
        assertAccepted(claims -> claims.put("iat", now + 29));
        assertAccepted(claims -> claims.put("exp", now + 86_400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-PT1H", "PT24H1S"})
    void aLifetimeThatIsNoneOrTooLongStopsTheStart(Duration lifetime) {
        assertThatThrownBy(() -> tokens(lifetime)).hasMessageContaining("patchbay.session-token.lifetime");
    }

    private void assertAccepted(Consumer<ObjectNode> change) {
        assertThat(tokens.check(GOOD.claims(change).signed(PAIR.getPrivate()))).isPresent();
    }

    private static SessionTokens tokens(Duration lifetime) {
        var keys = new TokenKeys() {
            @Override
            public SigningKey signing() {
                return new SigningKey(KID, NOW, NOW, PAIR);
            }

            @Override
            public Optional<PublicKey> checking(String kid) {
                return kid.equals(KID) ? Optional.of(PAIR.getPublic()) : Optional.empty();
            }
        };
        var origins = new Origins(Optional.of(ISSUER), Optional.empty(), "127.0.0.1", 8080);
        return new SessionTokens(
                keys, origins, new Ids(new SecureRandom()), Clock.fixed(NOW, ZoneOffset.UTC), lifetime);
    }
}

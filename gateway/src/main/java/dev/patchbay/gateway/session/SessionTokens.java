package dev.patchbay.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Issues and checks session tokens: ES256 JWTs whose audience is the one session's MCP address, so that a token opens that
 * session and nothing else.
 *
 * <p>Checked on every use (R24): that the header says three things and no more, algorithm, type, key, issuer, audience, expiry,
 * not-before and issued-at with 30 s of skew, subject, token id; and by whoever opens the session, that it is the token's and
 * that the token is not older than the session's last revocation. The check is done with jose4j, the engine below
 * SmallRye JWT, because the audience differs per request and time comes from our clock; SmallRye's own configuration is one
 * per application and enforces neither issuer nor audience by default.
 */
@ApplicationScoped
public class SessionTokens {
    private static final String TYPE = "patchbay-session+jwt";
    private static final String ALGORITHM = "ES256";
    private static final int SKEW_SECONDS = 30;
    static final Duration LONGEST = Duration.ofHours(24);

    private final TokenKeys keys;
    private final Origins origins;
    private final Ids ids;
    private final Clock clock;
    private final Duration lifetime;

    SessionTokens(
            TokenKeys keys,
            Origins origins,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "patchbay.session-token.lifetime", defaultValue = "PT12H") Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "patchbay.session-token.lifetime must be more than nothing and at most PT24H; it is " + lifetime);
        }
        this.keys = keys;
        this.origins = origins;
        this.ids = ids;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** A fresh token. It is shown to the caller once and kept nowhere. */
    public record Issued(String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Issued[expiresAt=" + expiresAt + "]";
        }
    }

    /** What a valid token says. Whether the session still exists, and in which generation, is for the caller to check. */
    public record Claims(TenantId tenant, String userId, SessionId session, int generation, Instant expiresAt) {}

    /** @param mcpUrl the session's MCP address as handed to the caller */
    public Issued issue(Session session, String mcpUrl) {
        var now = clock.instant();
        var expiresAt = now.plus(lifetime);
        var key = keys.signing();
        var token = Jwt.claims()
                .issuer(origins.canonical())
                .audience(mcpUrl)
                .subject(session.userId())
                .issuedAt(now.getEpochSecond())
                .claim("nbf", now.getEpochSecond())
                .expiresAt(expiresAt.getEpochSecond())
                .claim("tid", session.tenant().value())
                .claim("sid", session.id().value())
                .claim("gen", session.tokenGeneration())
                .claim("jti", ids.next(Ids.Kind.TOKEN))
                .jws()
                .header("typ", TYPE)
                .keyId(key.kid())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.pair().getPrivate());
        return new Issued(token, Instant.ofEpochSecond(expiresAt.getEpochSecond()));
    }

    /**
     * Empty for whatever is wrong with the token. That it was issued for the session that was called is for the caller to
     * check: a good token of another session is no bad token (R20).
     */
    public Optional<Claims> check(String token) {
        // Looked up apart from the check, so that a database that cannot be asked is no bad token either.
        return keyId(token).flatMap(keys::checking).flatMap(key -> check(token, key));
    }

    private Optional<Claims> check(String token, PublicKey key) {
        try {
            var claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHM))
                    .setVerificationKey(key)
                    .setExpectedType(true, TYPE)
                    .setExpectedIssuer(true, origins.canonical())
                    .setSkipDefaultAudienceValidation() // it depends on the session, see below
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setRequireNotBefore()
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            return Optional.of(claims).filter(this::isTimely).flatMap(this::claims);
        } catch (InvalidJwtException refused) {
            return Optional.empty(); // The reason is not told: a forged token learns nothing from us.
        }
    }

    /** The name of its key, if the header says what ours say and nothing else: no jku, x5u, jwk or crit, nothing twice. */
    private static Optional<String> keyId(String token) {
        var parts = token.split("\\.", -1);
        try {
            if (parts.length == 3
                    && Json.read(Base64.getUrlDecoder().decode(parts[0])) instanceof ObjectNode header
                    && header.size() == 3
                    && TYPE.equals(header.path("typ").textValue())
                    && ALGORITHM.equals(header.path("alg").textValue())) {
                return Optional.ofNullable(header.path("kid").textValue());
            }
        } catch (IllegalArgumentException | MalformedJson notAHeader) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Not issued in the future, and not for longer than any token lives (R21). */
    private boolean isTimely(JwtClaims claims) {
        try {
            var issuedAt = claims.getIssuedAt().getValue();
            return issuedAt - clock.instant().getEpochSecond() <= SKEW_SECONDS
                    && claims.getExpirationTime().getValue() - issuedAt <= LONGEST.toSeconds();
        } catch (MalformedClaimException refused) {
            return false;
        }
    }

    /** Empty unless the one audience is the address of the very session that the token names. */
    private Optional<Claims> claims(JwtClaims claims) {
        try {
            var generation = claims.getClaimValue("gen", Long.class);
            var sessionId = claims.getStringClaimValue("sid");
            var tenant = claims.getStringClaimValue("tid");
            if (generation == null || sessionId == null || tenant == null) {
                return Optional.empty();
            }
            var session = new SessionId(sessionId);
            var audience = claims.getAudience();
            var isOurs = audience.size() == 1
                    && origins.own().stream()
                            .anyMatch(origin -> McpAddresses.at(origin, session).equals(audience.getFirst()));
            return isOurs
                    ? Optional.of(new Claims(
                            new TenantId(tenant),
                            claims.getSubject(),
                            session,
                            Math.toIntExact(generation),
                            Instant.ofEpochSecond(claims.getExpirationTime().getValue())))
                    : Optional.empty();
        } catch (MalformedClaimException | IllegalArgumentException | ArithmeticException refused) {
            return Optional.empty();
        }
    }
}

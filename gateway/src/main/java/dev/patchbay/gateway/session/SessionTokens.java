package dev.patchbay.gateway.session;

import dev.patchbay.authstore.Ids;
import dev.patchbay.authstore.TenantId;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Issues and checks session tokens: ES256 JWTs whose audience is the one session's MCP address, so that a token opens that
 * session and nothing else.
 *
 * <p>Checked on every use (R24): algorithm, type, issuer, audience, expiry and not-before with 30 s of skew, subject, token
 * id, and that the token is not older than the session's last revocation. The check is done with jose4j, the engine below
 * SmallRye JWT, because the audience differs per request and time comes from our clock; SmallRye's own configuration is one
 * per application and enforces neither issuer nor audience by default.
 */
@ApplicationScoped
public class SessionTokens {
    private static final String TYPE = "patchbay-session+jwt";
    private static final int SKEW_SECONDS = 30;
    private static final Duration LONGEST = Duration.ofHours(24);

    private final SessionTokenKey key;
    private final Origins origins;
    private final Ids ids;
    private final Clock clock;
    private final Duration lifetime;

    SessionTokens(
            SessionTokenKey key,
            Origins origins,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "patchbay.session-token.lifetime", defaultValue = "PT12H") Duration lifetime) {
        if (lifetime.isNegative() || lifetime.isZero() || lifetime.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "patchbay.session-token.lifetime must be more than nothing and at most PT24H; it is " + lifetime);
        }
        this.key = key;
        this.origins = origins;
        this.ids = ids;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** A fresh token. It is shown to the caller once and kept nowhere. */
    public record Issued(String token, Instant expiresAt) {}

    /** What a valid token says. Whether the session still exists, and in which generation, is for the caller to check. */
    public record Claims(TenantId tenant, String userId, SessionId session, int generation) {}

    /** @param mcpUrl the session's MCP address as handed to the caller */
    public Issued issue(Session session, String mcpUrl) {
        var now = clock.instant();
        var expiresAt = now.plus(lifetime);
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
                .keyId(key.id())
                .algorithm(SignatureAlgorithm.ES256)
                .sign(key.privateKey());
        return new Issued(token, Instant.ofEpochSecond(expiresAt.getEpochSecond()));
    }

    /** @param path the path that was called; the token must have been issued for it under one of our origins */
    public Optional<Claims> check(String token, String path) {
        try {
            var claims = new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "ES256"))
                    .setVerificationKey(key.publicKey())
                    .setExpectedType(true, TYPE)
                    .setExpectedIssuer(true, origins.canonical())
                    .setExpectedAudience(true, audiences(path))
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setRequireNotBefore()
                    .setRequireIssuedAt()
                    .setRequireJwtId()
                    .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token);
            var generation = claims.getClaimValue("gen", Long.class);
            var session = claims.getStringClaimValue("sid");
            var tenant = claims.getStringClaimValue("tid");
            if (generation == null || session == null || tenant == null) {
                return Optional.empty();
            }
            return Optional.of(new Claims(
                    new TenantId(tenant), claims.getSubject(), new SessionId(session), Math.toIntExact(generation)));
        } catch (InvalidJwtException
                | MalformedClaimException
                | IllegalArgumentException
                | ArithmeticException refused) {
            // The reason is not told: a forged token learns nothing from us.
            return Optional.empty();
        }
    }

    private String[] audiences(String path) {
        return origins.own().stream().map(origin -> origin + path).toArray(String[]::new);
    }
}

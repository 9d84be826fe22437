package dev.patchbay.gateway.session;

import static dev.patchbay.gateway.session.HandmadeToken.encoded;
import static dev.patchbay.gateway.session.HandmadeToken.signed;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that must not be accepted, each a good one but for what its name says (R24).
 *
 * @param good a token as ours are
 * @param pair the pair that signs ours
 * @param soon seconds that are too far in the future
 * @param ago seconds that are too long ago
 */
record ForgedTokens(HandmadeToken good, KeyPair pair, long soon, long ago) {

    Map<String, String> all() {
        var forged = new LinkedHashMap<String, String>();
        algorithms(forged);
        headers(forged);
        claims(forged);
        times(forged);
        forms(forged);
        return forged;
    }

    private void algorithms(Map<String, String> forged) {
        var none = good.header(header -> header.put("alg", "none"));
        forged.put("no algorithm, no signature", none.unsigned() + ".");
        forged.put("no algorithm, our signature", sign(none));
        forged.put(
                "no algorithm by another spelling",
                good.header(h -> h.put("alg", "nOnE")).unsigned() + ".");
        var hmac = good.header(header -> header.put("alg", "HS256")).unsigned();
        forged.put(
                "HMAC keyed with the public key",
                HandmadeToken.authenticated(
                        hmac, new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256")));
        forged.put(
                "HMAC under the name of our algorithm",
                HandmadeToken.authenticated(
                        good.unsigned(), new SecretKeySpec(pair.getPublic().getEncoded(), "HmacSHA256")));
        forged.put(
                "RSA", signed(good.header(h -> h.put("alg", "RS256")).unsigned(), "SHA256withRSA", rsa().getPrivate()));
        forged.put(
                "another curve",
                signed(
                        good.header(h -> h.put("alg", "ES384")).unsigned(),
                        "SHA384withECDSAinP1363Format",
                        curve("secp384r1").getPrivate()));
        forged.put(
                "another key of the same curve",
                signWith(good, curve("secp256r1").getPrivate()));
        forged.put("a missing algorithm", sign(good.header(header -> header.remove("alg"))));
    }

    private void headers(Map<String, String> forged) {
        forged.put("an unknown key", sign(good.header(header -> header.put("kid", "sig_0000000000000000000000"))));
        forged.put("a key named by a path", sign(good.header(header -> header.put("kid", "../../dev/null"))));
        forged.put("no key named", sign(good.header(header -> header.remove("kid"))));
        forged.put("jku", sign(good.header(header -> header.put("jku", "https://evil.example/keys"))));
        forged.put("x5u", sign(good.header(header -> header.put("x5u", "https://evil.example/cert"))));
        var strange = curve("secp256r1");
        forged.put(
                "a key of its own in the header",
                signWith(
                        good.header(header -> header.putObject("jwk")
                                .put("kty", "EC")
                                .put("crv", "P-256")
                                .put("x", encoded(coordinate(strange, true)))
                                .put("y", encoded(coordinate(strange, false)))),
                        strange.getPrivate()));
        forged.put(
                "something critical",
                sign(good.header(header -> header.put("exp", 1).putArray("crit").add("exp"))));
        forged.put("an unencoded payload announced", sign(good.header(header -> header.put("b64", true))));
        forged.put("another type", sign(good.header(header -> header.put("typ", "JWT"))));
        forged.put("the type of access tokens", sign(good.header(header -> header.put("typ", "at+jwt"))));
        forged.put("no type", sign(good.header(header -> header.remove("typ"))));
        forged.put("a number for a key's name", sign(good.header(header -> header.put("kid", 1))));
    }

    private void claims(Map<String, String> forged) {
        forged.put("another issuer", sign(good.claims(claims -> claims.put("iss", "https://evil.example"))));
        forged.put("our issuer with a slash", sign(good.claims(c -> c.put("iss", text("iss") + "/"))));
        forged.put("no issuer", sign(good.claims(claims -> claims.remove("iss"))));
        forged.put("another audience", sign(good.claims(claims -> claims.put("aud", "https://evil.example/mcp"))));
        forged.put("an audience that only begins like ours", sign(good.claims(c -> c.put("aud", text("aud") + "/x"))));
        forged.put("our origin as audience", sign(good.claims(c -> c.put("aud", text("iss")))));
        forged.put(
                "two audiences",
                sign(good.claims(c -> c.putArray("aud")
                        .add(text("iss") + "/other")
                        .add(good.claims().path("aud").asText()))));
        forged.put("no audience", sign(good.claims(claims -> claims.remove("aud"))));
        forged.put("no subject", sign(good.claims(claims -> claims.remove("sub"))));
        forged.put("no token id", sign(good.claims(claims -> claims.remove("jti"))));
        forged.put("no session", sign(good.claims(claims -> claims.remove("sid"))));
        forged.put(
                "another session than its audience's", sign(good.claims(c -> c.put("sid", "trs_" + "0".repeat(22)))));
        forged.put("a session that is none", sign(good.claims(c -> c.put("sid", "../x"))));
        forged.put("no tenant", sign(good.claims(claims -> claims.remove("tid"))));
        forged.put("no generation", sign(good.claims(claims -> claims.remove("gen"))));
        forged.put("a huge generation", sign(good.claims(claims -> claims.put("gen", 1L << 40))));
        forged.put("a generation in words", sign(good.claims(claims -> claims.put("gen", "1"))));
    }

    private void times(Map<String, String> forged) {
        var now = good.claims().path("iat").asLong();
        forged.put("no end", sign(good.claims(claims -> claims.remove("exp"))));
        forged.put(
                "ended",
                sign(good.claims(
                        c -> c.put("exp", now - ago).put("iat", now - 3600).put("nbf", now - 3600))));
        forged.put("no beginning", sign(good.claims(claims -> claims.remove("nbf"))));
        forged.put("not begun", sign(good.claims(claims -> claims.put("nbf", now + soon))));
        forged.put("no time of issue", sign(good.claims(claims -> claims.remove("iat"))));
        forged.put("issued in the future", sign(good.claims(claims -> claims.put("iat", now + soon))));
        forged.put("longer than any token lives", sign(good.claims(claims -> claims.put("exp", now + 86_401))));
        forged.put("a time in words", sign(good.claims(claims -> claims.put("exp", "tomorrow"))));
    }

    private void forms(Map<String, String> forged) {
        var token = sign(good);
        var parts = token.split("\\.", -1);
        var signature = Base64.getUrlDecoder().decode(parts[2]);
        signature[10] ^= 1;
        forged.put("a flipped bit in the signature", good.unsigned() + "." + encoded(signature));
        forged.put("a signature of zeros", good.unsigned() + "." + encoded(new byte[64]));
        forged.put("cut short", token.substring(0, token.length() - 10));
        forged.put("without its signature", good.unsigned());
        forged.put("a signature in DER", signed(good.unsigned(), "SHA256withECDSA", pair.getPrivate()));
        var tampered =
                encoded(good.claims(claims -> claims.put("sub", "eve")).claims().toString());
        forged.put("another payload under our signature", parts[0] + "." + tampered + "." + parts[2]);
        forged.put("a further segment", token + ".e30");
        forged.put("the form of an encrypted token", token + ".e30.e30");
        var twice = good.claims().toString().replace("\"sub\":\"ada\"", "\"sub\":\"eve\",\"sub\":\"ada\"");
        forged.put("a claim twice", signText(parts[0] + "." + encoded(twice)));
        var twiceTyped = good.header().toString().replace("{\"typ\"", "{\"typ\":\"x\",\"typ\"");
        forged.put("a header twice", signText(encoded(twiceTyped) + "." + parts[1]));
        forged.put("claims that are a list", signText(parts[0] + "." + encoded("[]")));
        forged.put("claims that are no JSON", signText(parts[0] + "." + encoded("iss=us")));
        forged.put("not a token at all", "a.b.c");
    }

    private String sign(HandmadeToken token) {
        return signWith(token, pair.getPrivate());
    }

    private String signText(String text) {
        return signed(text, HandmadeToken.SIGNED_AS_OURS, pair.getPrivate());
    }

    private static String signWith(HandmadeToken token, PrivateKey key) {
        return token.signed(key);
    }

    private String text(String claim) {
        return good.claims().path(claim).asText();
    }

    private static byte[] coordinate(KeyPair pair, boolean x) {
        var point = ((ECPublicKey) pair.getPublic()).getW();
        var number = (x ? point.getAffineX() : point.getAffineY()).toByteArray();
        var fixed = new byte[32];
        var length = Math.min(number.length, 32);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    static KeyPair curve(String name) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static KeyPair rsa() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

package dev.patchbay.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import javax.crypto.Mac;

/** A token put together by hand: as ours are, but for what a test changes. */
record HandmadeToken(ObjectNode header, ObjectNode claims) {
    static final String SIGNED_AS_OURS = "SHA256withECDSAinP1363Format";

    /** A good one. */
    static HandmadeToken like(String kid, String issuer, String audience, String tenant, String session, Instant now) {
        var header =
                Json.object().put("typ", "patchbay-session+jwt").put("kid", kid).put("alg", "ES256");
        var claims = Json.object()
                .put("iss", issuer)
                .put("aud", audience)
                .put("sub", "ada")
                .put("iat", now.getEpochSecond())
                .put("nbf", now.getEpochSecond())
                .put("exp", now.getEpochSecond() + 3600)
                .put("tid", tenant)
                .put("sid", session)
                .put("gen", 1)
                .put("jti", "st_0000000000000000000000");
        return new HandmadeToken(header, claims);
    }

    HandmadeToken header(Consumer<ObjectNode> change) {
        var changed = header.deepCopy();
        change.accept(changed);
        return new HandmadeToken(changed, claims);
    }

    HandmadeToken claims(Consumer<ObjectNode> change) {
        var changed = claims.deepCopy();
        change.accept(changed);
        return new HandmadeToken(header, changed);
    }

    String unsigned() {
        return encoded(header.toString()) + "." + encoded(claims.toString());
    }

    String signed(PrivateKey key) {
        return signed(unsigned(), SIGNED_AS_OURS, key);
    }

    static String signed(String text, String algorithm, PrivateKey key) {
        return text + "." + encoded(signature(text, algorithm, key));
    }

    static byte[] signature(String text, String algorithm, PrivateKey key) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String authenticated(String text, Key key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return text + "." + encoded(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

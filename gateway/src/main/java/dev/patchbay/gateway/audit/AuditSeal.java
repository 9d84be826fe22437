package dev.patchbay.gateway.audit;

import dev.patchbay.authstore.crypto.SystemKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals rows with HMAC-SHA-256 under a key that is used for nothing else (R09). What is sealed is every column, each with
 * its length before it, so that no two rows have one encoding.
 */
@ApplicationScoped
class AuditSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "audit";
    private static final String LABEL = "patchbay-audit-1";
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;

    AuditSeal(SystemKeys keys, SecureRandom random) {
        byte[] bytes = keys.get(PURPOSE, () -> fresh(random));
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        Arrays.fill(bytes, (byte) 0);
    }

    /** Does nothing, but only a key that could be unwrapped gets this far. */
    void prove() {}

    AuditRow sealed(AuditRow row) {
        return new AuditRow(
                row.chain(),
                row.sequence(),
                row.at(),
                row.actorKind(),
                row.actorId(),
                row.action(),
                row.subject(),
                row.outcome(),
                row.details(),
                row.requestId(),
                row.previousHash(),
                hash(row));
    }

    /** Whether the row is as it was written. */
    boolean holds(AuditRow row) {
        return hash(row).equals(row.hash());
    }

    private String hash(AuditRow row) {
        var mac = mac();
        var at = row.at();
        add(mac, LABEL);
        add(mac, row.chain().value());
        add(mac, row.sequence());
        add(mac, at.getEpochSecond());
        add(mac, at.getNano());
        add(mac, row.actorKind());
        add(mac, row.actorId());
        add(mac, row.action());
        add(mac, row.subject());
        add(mac, row.outcome());
        add(mac, row.details().size());
        row.details().forEach((name, value) -> {
            add(mac, name);
            add(mac, value);
        });
        add(mac, row.requestId());
        add(mac, row.previousHash());
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private static void add(Mac mac, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(mac, bytes.length);
        mac.update(bytes);
    }

    private static void add(Mac mac, long number) {
        mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM, missing);
        }
    }

    private static byte[] fresh(SecureRandom random) {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}

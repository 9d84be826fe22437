package dev.patchbay.simulator.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An X.509 certificate before it is signed. The JDK reads certificates but makes none; its command-line tool would cost a few
 * seconds and a key file per start, which this page of DER does not.
 */
record CertificateDraft(String subject, PublicKey key, List<byte[]> extensions) {
    private static final Duration VALID = Duration.ofDays(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

    CertificateDraft {
        extensions = List.copyOf(extensions);
    }

    static CertificateDraft authority(String name, PublicKey key) {
        return new CertificateDraft(
                name,
                key,
                List.of(
                        extension("2.5.29.19", true, Der.sequence(Der.TRUE)), // may issue
                        extension("2.5.29.15", true, Der.bits(2, (byte) 0x04)))); // for signing certificates
    }

    static CertificateDraft server(List<String> hosts, PublicKey key) {
        var names = new ArrayList<byte[]>();
        hosts.forEach(host -> names.add(Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII))));
        // An address is checked against address entries only; loopback is the only one we listen on.
        names.add(Der.tagged(0x87, new byte[] {127, 0, 0, 1}));
        return new CertificateDraft(
                hosts.getFirst(),
                key,
                List.of(extension("2.5.29.17", false, Der.sequence(names.toArray(byte[][]::new)))));
    }

    X509Certificate signedBy(String issuer, KeyPair keys) throws GeneralSecurityException {
        Instant now = Instant.now();
        byte[] serial = new byte[8];
        new SecureRandom().nextBytes(serial);
        serial[0] = (byte) ((serial[0] & 0x3f) | 0x40); // positive, and no leading zero
        var all = new ArrayList<>(extensions);
        all.add(extension("2.5.29.14", false, Der.octets(keyId(key))));
        all.add(extension("2.5.29.35", false, Der.sequence(Der.tagged(0x80, keyId(keys.getPublic())))));
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer((byte) 2)), // version 3
                Der.integer(serial),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.sequence(
                        Der.utcTime(TIME.format(now.minus(Duration.ofDays(1)))),
                        Der.utcTime(TIME.format(now.plus(VALID)))),
                name(subject),
                key.getEncoded(),
                Der.tagged(0xa3, Der.sequence(all.toArray(byte[][]::new))));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(common))));
    }

    private static byte[] extension(String oid, boolean critical, byte[] value) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.TRUE, Der.octets(value))
                : Der.sequence(Der.oid(oid), Der.octets(value));
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(digest, 20);
    }
}

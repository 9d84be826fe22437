package dev.patchbay.simulator.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;

/**
 * A private certificate authority, one for all simulators of a process. Its key is never written anywhere: whoever trusts the
 * certificate trusts this process and nothing else, and only as long as it runs.
 */
public final class CertificateAuthority {
    private static final String NAME = "Patchbay simulators, for tests on this machine";

    private static final class OfThisProcess {
        static final CertificateAuthority INSTANCE = create();
    }

    record Issued(PrivateKey privateKey, X509Certificate certificate) {}

    private final KeyPair keys;
    private final X509Certificate certificate;

    private CertificateAuthority(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    public static CertificateAuthority ofThisProcess() {
        return OfThisProcess.INSTANCE;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** Writes the certificate as PEM; clients name the file in NODE_EXTRA_CA_CERTS, REQUESTS_CA_BUNDLE and the like. */
    public void writeTo(Path file) throws IOException {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            Files.writeString(file, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    Issued issue(List<String> hosts) throws GeneralSecurityException {
        KeyPair server = newKeys();
        return new Issued(
                server.getPrivate(),
                CertificateDraft.server(hosts, server.getPublic()).signedBy(NAME, keys));
    }

    private static CertificateAuthority create() {
        try {
            KeyPair keys = newKeys();
            return new CertificateAuthority(
                    keys, CertificateDraft.authority(NAME, keys.getPublic()).signedBy(NAME, keys));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make a certificate authority", e);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}

package dev.patchbay.simulator.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key and certificate, made when the first client asks for TLS: most tests never do. */
final class TlsIdentity {
    private static final char[] PASSWORD = "unused".toCharArray();

    private final List<String> hosts;
    private Optional<SSLContext> context = Optional.empty();

    /** @param hosts the names of the real service; loopback is always added */
    TlsIdentity(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    List<String> hosts() {
        return hosts;
    }

    synchronized SSLContext context() {
        if (context.isEmpty()) {
            context = Optional.of(make());
        }
        return context.get();
    }

    private SSLContext make() {
        try {
            var names = new ArrayList<>(hosts);
            names.add("localhost");
            var authority = CertificateAuthority.ofThisProcess();
            var issued = authority.issue(names);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            store.setKeyEntry("server", issued.privateKey(), PASSWORD, new Certificate[] {
                issued.certificate(), authority.certificate()
            });
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            var made = SSLContext.getInstance("TLS");
            made.init(keys.getKeyManagers(), null, null);
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot make a server certificate", e);
        }
    }
}

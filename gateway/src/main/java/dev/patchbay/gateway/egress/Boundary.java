package dev.patchbay.gateway.egress;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What separates the parts of a multipart body: 192 random bits, so that no part can contain it by chance or on purpose. */
final class Boundary {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Boundary() {}

    static String next() {
        var bits = new byte[24];
        RANDOM.nextBytes(bits);
        return "patchbay-" + HexFormat.of().formatHex(bits);
    }
}

package dev.patchbay.gateway.egress;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads addresses written as such, in one spelling each: no octal, hexadecimal or shortened IPv4, no IPv6 zones. */
final class AddressLiterals {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private AddressLiterals() {}

    static boolean isV4(String text) {
        return V4.matcher(text).matches();
    }

    static Optional<InetAddress> v4(String text) {
        return isV4(text) ? Optional.of(InetAddress.ofLiteral(text)) : Optional.empty();
    }

    static Optional<InetAddress> v6(String text) {
        if (!V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

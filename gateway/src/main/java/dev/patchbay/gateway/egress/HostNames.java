package dev.patchbay.gateway.egress;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which host names may be looked up at all. Pure: says nothing about where a name leads.
 *
 * <p>Judged after the conversion to ASCII, because full-width digits and dots become plain ones there.
 */
final class HostNames {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final int LONGEST = 253;

    private HostNames() {}

    /** @return the name in lower-case ASCII without a trailing dot; IPv6 literals without their brackets */
    static Checked<String> check(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return AddressLiterals.v6(host.substring(1, host.length() - 1))
                    .map(address -> Checked.passed(address.getHostAddress()))
                    .orElseGet(() -> Checked.refused(Refusal.HOST_MALFORMED));
        }
        return toAscii(host).then(HostNames::checkAscii);
    }

    private static Checked<String> toAscii(String host) {
        if (host.length() > LONGEST + 1) {
            return Checked.refused(Refusal.HOST_MALFORMED);
        }
        try {
            String ascii = IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return Checked.passed(ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii);
        } catch (IllegalArgumentException _) {
            return Checked.refused(Refusal.HOST_MALFORMED);
        }
    }

    private static Checked<String> checkAscii(String host) {
        if (AddressLiterals.isV4(host)) {
            return Checked.passed(host);
        }
        String[] labels = host.split("\\.", -1);
        String last = labels[labels.length - 1];
        // Some resolvers read a numeric last label as part of an address (octal, hexadecimal, fewer than four parts).
        if (NUMBER.matcher(last).matches()) {
            return Checked.refused(Refusal.HOST_NUMERIC);
        }
        for (String label : labels) {
            if (!LABEL.matcher(label).matches()) {
                return Checked.refused(Refusal.HOST_MALFORMED);
            }
        }
        boolean local = labels.length == 1
                || last.equals("localhost")
                || last.equals("local")
                || last.equals("internal")
                || last.equals("localdomain");
        if (local) {
            return Checked.refused(Refusal.HOST_LOCAL);
        }
        return host.length() > LONGEST ? Checked.refused(Refusal.HOST_MALFORMED) : Checked.passed(host);
    }
}

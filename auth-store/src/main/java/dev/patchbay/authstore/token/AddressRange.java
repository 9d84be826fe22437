package dev.patchbay.authstore.token;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of IP addresses in CIDR notation, {@code 203.0.113.0/24} or {@code 2001:db8::/32}; a single address is a block of
 * one. Names are never looked up.
 */
public final class AddressRange {
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern BITS = Pattern.compile("0|[1-9][0-9]{0,2}");

    private final String text;
    private final byte[] network;
    private final int bits;

    private AddressRange(String text, byte[] network, int bits) {
        this.text = text;
        this.network = network;
        this.bits = bits;
    }

    /** Empty when the text is not a block: also when bits beyond the prefix are set, because then it is unclear what was meant. */
    public static Optional<AddressRange> parse(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return Optional.empty();
        }
        byte[] network;
        try {
            network = InetAddress.ofLiteral(address).getAddress();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        var width = network.length * Byte.SIZE;
        var prefix = slash < 0 ? String.valueOf(width) : text.substring(slash + 1);
        if (!BITS.matcher(prefix).matches() || Integer.parseInt(prefix) > width) {
            return Optional.empty();
        }
        var range = new AddressRange(text, network, Integer.parseInt(prefix));
        return range.hasNothingBeyondThePrefix() ? Optional.of(range) : Optional.empty();
    }

    /** An IPv4 address that arrives as IPv6 (::ffff:…) counts as IPv4; the JDK makes it one. */
    public boolean contains(InetAddress address) {
        var other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            if (bit(network, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasNothingBeyondThePrefix() {
        for (int bit = bits; bit < network.length * Byte.SIZE; bit++) {
            if (bit(network, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] address, int at) {
        return address[at / Byte.SIZE] >> (Byte.SIZE - 1 - at % Byte.SIZE) & 1;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}

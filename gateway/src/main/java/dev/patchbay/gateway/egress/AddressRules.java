package dev.patchbay.gateway.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: public ones that are not this machine's own, and those on the development allow-list.
 * Pure; the table is written out because the JDK's predicates miss shared, benchmark, reserved and translated ranges.
 */
final class AddressRules {
    private static final List<AddressBlock> FORBIDDEN_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Everything else in IPv6 is unspecified, loopback, translated, unique-local, link-local or multicast. */
    private static final AddressBlock GLOBAL_V6 = AddressBlock.of("2000::/3");

    private static final List<AddressBlock> FORBIDDEN_V6 =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final DevAllowList allowed;
    private final Set<InetAddress> own;
    private final IntPredicate listening;

    /**
     * @param own addresses of this machine
     * @param listening whether the gateway itself listens on a port: what calls that could reach every tenant's address
     */
    AddressRules(DevAllowList allowed, Set<InetAddress> own, IntPredicate listening) {
        this.allowed = allowed;
        this.own = Set.copyOf(own);
        this.listening = listening;
    }

    boolean permits(InetAddress address, int port) {
        return isListed(address, port) || (!isForbidden(address.getAddress()) && !own.contains(address));
    }

    /** Whether the operator listed this address and port for development; only then may plain http be spoken. */
    boolean isListed(InetAddress address, int port) {
        return allowed.contains(address, port) && !isTheGateway(address, port);
    }

    private boolean isTheGateway(InetAddress address, int port) {
        return (address.isLoopbackAddress() || own.contains(address)) && listening.test(port);
    }

    static boolean isForbidden(byte[] address) {
        byte[] plain = unwrapped(address);
        if (plain.length == 4) {
            return FORBIDDEN_V4.stream().anyMatch(block -> block.contains(plain));
        }
        return !GLOBAL_V6.contains(plain) || FORBIDDEN_V6.stream().anyMatch(block -> block.contains(plain));
    }

    /** An IPv4-mapped IPv6 address ({@code ::ffff:0:0/96}) is judged as the IPv4 address that a socket would reach. */
    private static byte[] unwrapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return new byte[] {address[12], address[13], address[14], address[15]};
    }

    private static List<AddressBlock> blocks(String... cidrs) {
        return Stream.of(cidrs).map(AddressBlock::of).toList();
    }
}

package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules rules = new AddressRules(DevAllowList.EMPTY, Set.of(), _ -> false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.0",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.88.99.0",
                "192.88.99.255",
                "192.168.0.0",
                "192.168.255.255",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.0",
                "198.51.100.255",
                "203.0.113.0",
                "203.0.113.255",
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::7f00:1",
                "100::1",
                "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001::",
                "2001:0:7f00:1::1",
                "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db8::",
                "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
                "2002::",
                "2002:7f00:1::1",
                "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff::",
                "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
                "4000::",
                "fc00::1",
                "fd12::1",
                "fd00:ec2::254",
                "fe80::1",
                "febf:ffff::1",
                "fec0::1",
                "ff02::1"
            })
    void anAddressInTheTableIsForbidden(String address) {
        assertThat(rules.permits(InetAddress.ofLiteral(address), 443)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "191.255.255.255",
                "192.0.1.0",
                "192.0.3.0",
                "192.88.98.255",
                "192.88.100.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "198.51.99.255",
                "198.51.101.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::",
                "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:db9::",
                "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "2003::",
                "2606:4700::1111",
                "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
                "3fff:1000::"
            })
    void itsPublicNeighbourIsNot(String address) {
        assertThat(rules.permits(InetAddress.ofLiteral(address), 443)).isTrue();
    }

    @Test
    void anIpv4AddressMappedIntoIpv6IsJudgedAsIpv4() throws UnknownHostException {
        assertThat(AddressRules.isForbidden(mapped(127, 0, 0, 1).getAddress())).isTrue();
        assertThat(AddressRules.isForbidden(mapped(169, 254, 169, 254).getAddress()))
                .isTrue();
        assertThat(AddressRules.isForbidden(mapped(8, 8, 8, 8).getAddress())).isFalse();
    }

    @Test
    void thisMachinesOwnPublicAddressIsForbidden() {
        var own = InetAddress.ofLiteral("8.8.4.4");
        assertThat(new AddressRules(DevAllowList.EMPTY, Set.of(own), _ -> false).permits(own, 443))
                .isFalse();
    }

    @Test
    void aListedAddressIsPermittedOnItsPortOnly() {
        var listed = new AddressRules(DevAllowList.parse(List.of("127.0.0.2:8091")), Set.of(), _ -> false);
        assertThat(listed.permits(InetAddress.ofLiteral("127.0.0.2"), 8091)).isTrue();
        assertThat(listed.permits(InetAddress.ofLiteral("127.0.0.2"), 8092)).isFalse();
        assertThat(listed.permits(InetAddress.ofLiteral("127.0.0.3"), 8091)).isFalse();
    }

    @Test
    void theGatewaysOwnPortIsForbiddenEvenWhenListed() {
        var own = InetAddress.ofLiteral("10.1.2.3");
        var listed = new AddressRules(
                DevAllowList.parse(
                        List.of("127.0.0.1:8080", "[::1]:8080", "10.1.2.3:8080", "10.1.2.4:8080", "127.0.0.1:8091")),
                Set.of(own),
                port -> port == 8080);
        for (var address : List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"), own)) {
            assertThat(listed.permits(address, 8080)).isFalse();
        }
        assertThat(listed.permits(InetAddress.ofLiteral("127.0.0.1"), 8091)).isTrue();
        assertThat(listed.permits(InetAddress.ofLiteral("10.1.2.4"), 8080)).isTrue();
    }

    /** The JDK's other constructors turn a mapped address into an Inet4Address by themselves. */
    private static Inet6Address mapped(int a, int b, int c, int d) throws UnknownHostException {
        byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) a, (byte) b, (byte) c, (byte) d};
        return Inet6Address.getByAddress(null, bytes, -1);
    }
}

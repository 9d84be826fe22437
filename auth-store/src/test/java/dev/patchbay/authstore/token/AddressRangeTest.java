package dev.patchbay.authstore.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0/24, 203.0.113.255, true",
        "203.0.113.0/24, 203.0.112.255, false",
        "203.0.113.128/25, 203.0.113.127, false",
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.7, 203.0.113.6, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 8.8.8.8, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false"
    })
    void aBlockHoldsWhatSharesItsPrefix(String block, String address, boolean holds) throws UnknownHostException {
        assertThat(AddressRange.parse(block).orElseThrow().contains(InetAddress.getByName(address)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "example.com/24",
                "203.0.113.0/33",
                "203.0.113.1/24",
                "203.0.113",
                "127.1",
                "010.0.0.1",
                "2130706433",
                "203.0.113.0/",
                "203.0.113.0/-1",
                "203.0.113.0/024",
                "::1/129",
                "fe80::1%eth0",
                "2001:db8::1/32",
                "[::1]",
                "1.2.3.4.",
                "203.0.113.0/24/24",
                " 203.0.113.0/24"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }
}

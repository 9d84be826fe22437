package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    @ParameterizedTest
    @CsvSource({
        "api.example.com, api.example.com",
        "API.Example.COM, api.example.com",
        "api.example.com., api.example.com",
        "bücher.example, xn--bcher-kva.example",
        "my-app.example.com, my-app.example.com",
        "8.8.8.8, 8.8.8.8",
        "1.2.3.4.example.com, 1.2.3.4.example.com",
        "[2606:4700::1111], 2606:4700:0:0:0:0:0:1111",
        "local.example.com, local.example.com"
    })
    void normalisesANameThatMayBeLookedUp(String host, String normal) {
        assertThat(HostNames.check(host)).isEqualTo(Checked.passed(normal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "127.1",
                "0177.0.0.1",
                "127.0.0.01",
                "127.0.0.256",
                "1.2.3",
                "1.2.3.4.5",
                "example.com.1",
                "example.0x1",
                "017700000001",
                "1２7.1",
                "127。1",
                "2130706433."
            })
    void refusesNumbersThatAreNotFourPlainDecimals(String host) {
        assertThat(HostNames.check(host)).isEqualTo(Checked.refused(Refusal.HOST_NUMERIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST",
                "localhost.",
                "db",
                "a.localhost",
                "printer.local",
                "vault.internal",
                "metadata.google.internal",
                "metadata.google.internal.",
                "ｌocalhost",
                "x.INTERNAL",
                "a.localdomain"
            })
    void refusesLocalNames(String host) {
        assertThat(HostNames.check(host)).isEqualTo(Checked.refused(Refusal.HOST_LOCAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..example.com",
                ".example.com",
                "example.com..",
                "-a.example.com",
                "a-.example.com",
                "a_b.example.com",
                "exa mple.com",
                "example.com:443",
                "user@example.com",
                "example.com/path",
                "example.com?x",
                "example.com#x",
                "example.com%2f",
                "a\r\nb.example.com",
                "[::1",
                "[::1%1]",
                "[fe80::1%eth0]",
                "[1.2.3.4]",
                "*.example.com"
            })
    void refusesWhatIsNoName(String host) {
        assertThat(HostNames.check(host)).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(HostNames.check("a".repeat(64) + ".example.com")).isInstanceOf(Checked.Refused.class);
        assertThat(HostNames.check("a.".repeat(126) + "example.com")).isInstanceOf(Checked.Refused.class);
        assertThat(HostNames.check("a".repeat(63) + ".example.com")).isInstanceOf(Checked.Passed.class);
    }
}

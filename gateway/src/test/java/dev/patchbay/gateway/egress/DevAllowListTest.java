package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevAllowListTest {

    @Test
    void acceptsAddressesOfBothFamilies() {
        var list = DevAllowList.parse(List.of("127.0.0.1:8091", " [::1]:8092 ", "10.1.2.3:65535"));
        assertThat(list.contains(InetAddress.ofLiteral("127.0.0.1"), 8091)).isTrue();
        assertThat(list.contains(InetAddress.ofLiteral("::1"), 8092)).isTrue();
        assertThat(list.contains(InetAddress.ofLiteral("10.1.2.3"), 65535)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:8091",
                "db.example.com:80",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:0",
                "127.0.0.1:08091",
                "127.0.0.1:65536",
                "127.0.0.0/8:80",
                "127.1:80",
                "0177.0.0.1:80",
                "2130706433:80",
                "127.0.0.256:80",
                "::1:8092",
                "[::1%1]:8092",
                "[fe80::1%eth0]:80",
                "[::g]:80",
                "127.0.0.1:80,127.0.0.2:80"
            })
    void refusesWhatIsNotExactlyAnAddressAndAPort(String entry) {
        assertThatThrownBy(() -> DevAllowList.parse(List.of(entry)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("patchbay.egress.dev-allow");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254:80",
                "169.254.0.1:80",
                "[fe80::1]:80",
                "[fd00:ec2::254]:80",
                "100.100.100.200:80",
                "192.0.0.192:80",
                "0.0.0.0:80",
                "[::]:80",
                "224.0.0.1:80",
                "255.255.255.255:80",
                "[ff02::1]:80",
                "[::ffff:169.254.169.254]:80"
            })
    void refusesLinkLocalAndMetadataAddresses(String entry) {
        assertThatThrownBy(() -> DevAllowList.parse(List.of(entry)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("can never be listed");
    }

    /** Profile, list, second switch; whether the gateway starts. */
    @ParameterizedTest
    @CsvSource({
        "false,               , false, true",
        "false, 127.0.0.1:8091, false, true",
        "false, 127.0.0.1:8091, true,  true",
        "false, localhost:8091, true,  false",
        "true,                , false, true",
        "true,                , true,  true",
        "true,  127.0.0.1:8091, false, false",
        "true,  127.0.0.1:8091, true,  true",
        "true,  localhost:8091, true,  false",
        "true,  169.254.169.254:80, true, false",
    })
    void productionTakesAListOnlyWithTheSecondSwitch(
            boolean production, @Nullable String entry, boolean meant, boolean starts) {
        List<String> entries = entry == null ? List.of() : List.of(entry);
        if (starts) {
            assertThat(EgressGate.allowList(entries, production, meant).isEmpty())
                    .isEqualTo(entries.isEmpty());
        } else {
            assertThatThrownBy(() -> EgressGate.allowList(entries, production, meant))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("patchbay.egress.dev-allow");
        }
    }

    @Test
    void theSecondSwitchIsNamedWhereTheListIsRefused() {
        assertThatThrownBy(() -> EgressGate.allowList(List.of("127.0.0.1:8091"), true, false))
                .hasMessageContaining("PATCHBAY_EGRESS_DEV_ALLOW_IN_PRODUCTION");
    }
}

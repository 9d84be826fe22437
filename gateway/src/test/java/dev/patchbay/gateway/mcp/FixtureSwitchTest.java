package dev.patchbay.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixtureSwitchTest {

    @Test
    void productionDoesNotStartWithFixtures() {
        assertThatThrownBy(() -> start(true, true, "127.0.0.1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PATCHBAY_MCP_FIXTURE")
                .hasMessageContaining("prod");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "::", "192.168.1.4", "patchbay.example.com", "127.0.0.1.example.com", "localhost."})
    void aGatewayThatOthersReachDoesNotStartWithFixtures(String host) {
        assertThatThrownBy(() -> start(true, false, host))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("PATCHBAY_MCP_FIXTURE")
                .hasMessageContaining(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.0.0.9", "::1"})
    void onLoopbackFixturesAreServed(String host) {
        assertThatCode(() -> start(true, false, host)).doesNotThrowAnyException();
    }

    @Test
    void withoutFixturesEveryAddressAndProfileIsFine() {
        assertThatCode(() -> start(false, true, "0.0.0.0")).doesNotThrowAnyException();
    }

    private static void start(boolean on, boolean production, String host) {
        new FixtureSwitch(on, production, host).check(new StartupEvent());
    }
}

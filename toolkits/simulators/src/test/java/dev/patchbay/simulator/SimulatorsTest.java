package dev.patchbay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.simulator.http.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatorsTest {
    @Test
    void bothStartOnPortsOfTheirOwn() {
        try (var both = Simulators.start(Flags.parse(List.of(), Simulators.FLAGS))) {
            assertThat(both.scale().port()).isNotEqualTo(both.backendless().port());
            assertThat(Client.of(both.backendless().base())
                            .get("/counters/visits")
                            .text())
                    .isEqualTo("41");
        }
    }

    @Test
    void badFlagsAreExplained() {
        assertThatThrownBy(() -> Flags.parse(List.of("--port", "1"), Simulators.FLAGS))
                .hasMessageContaining("--scale-port");
        assertThatThrownBy(() -> Flags.parse(List.of("--scale-port"), Simulators.FLAGS))
                .hasMessageContaining("needs a value");
        assertThatThrownBy(() -> Simulators.start(Flags.parse(List.of("--scale-port", "x"), Simulators.FLAGS)))
                .hasMessageContaining("port number");
    }
}

package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds where an operator says nothing (R45, R47). */
class EgressConfigTest {
    private static final EgressConfig UNSAID = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(EgressConfig.class)
            .build()
            .getConfigMapping(EgressConfig.class);

    @Test
    void everyStepOfACallHasADeadline() {
        assertThat(UNSAID.resolveTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(UNSAID.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(UNSAID.tlsTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(UNSAID.firstByteTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(UNSAID.totalTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(UNSAID.uploadTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(UNSAID.keepAlive()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void answersAndConnectionsAreBounded() {
        assertThat(UNSAID.maxAnswer().asLongValue()).isEqualTo(10L * 1024 * 1024);
        assertThat(UNSAID.maxHeaders().asLongValue()).isEqualTo(32L * 1024);
        assertThat(UNSAID.connectionsPerAddress()).isEqualTo(64);
        assertThat(UNSAID.waitingPerAddress()).isEqualTo(256);
    }

    @Test
    void noPrivateAddressIsReached() {
        assertThat(UNSAID.devAllow()).isEmpty();
        assertThat(UNSAID.devAllowInProduction()).isFalse();
    }
}

package dev.patchbay.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginsTest {
    @Test
    void thePortThatTheSchemeImpliesMayBeWrittenOrNot() {
        for (var url :
                List.of("https://tools.example.com", "https://tools.example.com:443/", "https://Tools.example.com")) {
            var origins = origins(url);
            assertThat(origins.canonical()).isEqualTo("https://tools.example.com");
            assertThat(origins.acceptsHost("tools.example.com")).isTrue();
            assertThat(origins.acceptsHost("tools.example.com:443")).isTrue();
            assertThat(origins.acceptsHost("tools.example.com:80")).isFalse();
            assertThat(origins.acceptsOrigin("https://tools.example.com")).isTrue();
        }
    }

    @Test
    void anAllowedOriginIsNoHostOfOurs() {
        var origins = origins("https://tools.example.com", "https://app.example.com");
        assertThat(origins.acceptsOrigin("https://app.example.com")).isTrue();
        assertThat(origins.acceptsHost("app.example.com")).isFalse();
        assertThat(origins.originOf("app.example.com")).isEmpty();
        assertThat(origins.own()).containsExactly("https://tools.example.com");
    }

    @Test
    void aBadAddressIsNamedByItsProperty() {
        assertThatThrownBy(() -> origins("https://tools.example.com", "https://app.example.com/path"))
                .hasMessageStartingWith("patchbay.allowed-origins must be");
        assertThatThrownBy(() -> origins("https://tools.example.com/path"))
                .hasMessageStartingWith("patchbay.public-url must be");
    }

    private static Origins origins(String publicUrl, String... allowed) {
        return new Origins(
                Optional.of(publicUrl),
                allowed.length == 0 ? Optional.empty() : Optional.of(List.of(allowed)),
                "127.0.0.1",
                8080);
    }
}

package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @Test
    void isTakenApart() {
        assertThat(BaseUrl.parse("https://api.example.com/v1"))
                .isEqualTo(Checked.passed(new BaseUrl(true, "api.example.com", 443, "/v1")));
        assertThat(BaseUrl.parse("http://127.0.0.1:8091/"))
                .isEqualTo(Checked.passed(new BaseUrl(false, "127.0.0.1", 8091, "")));
        assertThat(BaseUrl.parse("https://[::1]:8443"))
                .isEqualTo(Checked.passed(new BaseUrl(true, "0:0:0:0:0:0:0:1", 8443, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.example.com",
                "ftp://api.example.com",
                "HTTPS://api.example.com",
                "https://",
                "https://user@api.example.com",
                "https://user:pw@api.example.com",
                "https://api.example.com:0",
                "https://api.example.com:65536",
                "https://api.example.com:",
                "https://api.example.com:4a",
                "https://api.example.com/?x=1",
                "https://api.example.com/#x",
                "https://api.example.com/a/../b",
                "https://api.example.com/%2e%2e/b",
                "https://api.example.com\\@127.0.0.1/",
                "https://a b.example.com",
                "https://api.example.com/a b",
                "https://::1/",
                "https://localhost/",
                "https://2130706433/"
            })
    void refusesEverythingElse(String url) {
        assertThat(BaseUrl.parse(url)).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void anOverrideIsReadFromPropertiesAndFromTheEnvironment() {
        var properties = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(
                        Map.of(
                                "PATCHBAY_TOOLKIT_SCALE_AI_BASE_URL", "http://127.0.0.1:8091/v1",
                                "patchbay.toolkit.backendless.base-url", "https://private.example.com"),
                        300))
                .build();

        var overrides = BaseUrlOverrides.from(properties);

        assertThat(overrides.of(new ToolkitSlug("scale_ai")).map(BaseUrl::path)).contains("/v1");
        assertThat(overrides.of(new ToolkitSlug("backendless")).map(BaseUrl::host))
                .contains("private.example.com");
        assertThat(overrides.of(new ToolkitSlug("other"))).isEqualTo(Optional.empty());
    }

    @Test
    void aMalformedOverrideNamesItsProperty() {
        assertThatThrownBy(() -> BaseUrlOverrides.of(Map.of(new ToolkitSlug("scale_ai"), "http://user@127.0.0.1:8091")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("patchbay.toolkit.scale_ai.base-url");
    }
}

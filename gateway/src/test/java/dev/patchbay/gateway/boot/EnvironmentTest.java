package dev.patchbay.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private static final Map<String, String> DATABASE = Map.of(
            "PATCHBAY_DB_URL", "jdbc:postgresql://db.example.com:5432/patchbay",
            "PATCHBAY_DB_USER", "app",
            "PATCHBAY_DB_PASSWORD", "secret-of-app",
            "PATCHBAY_DB_OWNER_USER", "owner",
            "PATCHBAY_DB_OWNER_PASSWORD", "secret-of-owner");

    private static final Map<String, String> PRODUCTION = with(
            DATABASE,
            Map.of(
                    "QUARKUS_PROFILE", "prod",
                    "PATCHBAY_KEK_FILE", "/run/secrets/kek",
                    "PATCHBAY_PUBLIC_URL", "https://patchbay.example.com"));

    @Test
    void anEmptyEnvironmentMeansAnEmbeddedDatabaseOnLoopback() throws StartRefused {
        var environment = EnvironmentReader.read(Map.of("PATCHBAY_DB_URL", " "));
        assertThat(environment.profile()).isEqualTo("local");
        assertThat(environment.home()).isEqualTo(Path.of(".patchbay").toAbsolutePath());
        assertThat(environment.httpHost()).isEqualTo("127.0.0.1");
        assertThat(environment.httpPort()).isEqualTo(8080);
        assertThat(environment.database()).isEmpty();
        assertThat(environment.kekFile()).isEmpty();
    }

    @Test
    void aWholeProductionEnvironmentIsAccepted() throws StartRefused {
        var environment = EnvironmentReader.read(with(PRODUCTION, Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0")));
        assertThat(environment.database().map(DatabaseAccess::ownerUser)).contains("owner");
        assertThat(environment.kekFile()).contains(Path.of("/run/secrets/kek"));
        assertThat(environment.toString()).doesNotContain("secret-of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "80a", "08080", "999999"})
    void aPortIsANumberInRange(String port) {
        assertProblem(Map.of("PATCHBAY_HTTP_PORT", port), "PATCHBAY_HTTP_PORT");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "PATCHBAY_HTTP_HOST, a b",
                "PATCHBAY_HOME, /tmp/$HOME",
                "PATCHBAY_HOME, /tmp/\"x\"",
                "PATCHBAY_HOME, /tmp/`x`",
                "QUARKUS_PROFILE, dev",
                "PATCHBAY_PUBLIC_URL, patchbay.example.com",
                "PATCHBAY_PUBLIC_URL, https://patchbay.example.com/path",
                "PATCHBAY_PUBLIC_URL, https://user@patchbay.example.com",
                "PATCHBAY_DB_USER, app",
                "PATCHBAY_DB_PASSWORD, secret",
                "PATCHBAY_DB_URL, mysql://db.example.com"
            })
    void aWrongValueNamesItsVariable(String variable, String value) {
        assertProblem(Map.of(variable, value), variable);
    }

    @Test
    void anExternalDatabaseNeedsBothRoles() {
        var url = Map.of("PATCHBAY_DB_URL", "jdbc:postgresql://db.example.com/patchbay");
        assertThatThrownBy(() -> EnvironmentReader.read(url))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PATCHBAY_DB_USER")
                .hasMessageContaining("PATCHBAY_DB_PASSWORD")
                .hasMessageContaining("PATCHBAY_DB_OWNER_USER")
                .hasMessageContaining("PATCHBAY_DB_OWNER_PASSWORD");
        assertProblem(with(DATABASE, Map.of("PATCHBAY_DB_USER", "owner")), "PATCHBAY_DB_USER");
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        var url = "jdbc:postgresql://db.example.com/patchbay?password=hunter22";
        assertThatThrownBy(() -> EnvironmentReader.read(with(DATABASE, Map.of("PATCHBAY_DB_URL", url))))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PATCHBAY_DB_URL")
                .hasMessageNotContaining("hunter22");
    }

    @Test
    void aBindAddressBeyondLoopbackNeedsAPublicUrl() throws StartRefused {
        assertProblem(Map.of("PATCHBAY_HTTP_HOST", "0.0.0.0"), "PATCHBAY_PUBLIC_URL");
        assertThat(EnvironmentReader.read(Map.of("PATCHBAY_HTTP_HOST", "127.0.0.9"))
                        .publicUrl())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PATCHBAY_DB_URL, ''",
        "PATCHBAY_KEK_FILE, ''",
        "PATCHBAY_PUBLIC_URL, ''",
        "PATCHBAY_PUBLIC_URL, http://patchbay.example.com",
        "PATCHBAY_EGRESS_DEV_ALLOW, 127.0.0.1:8091"
    })
    void productionRefusesWhatIsOnlyFitForDevelopment(String variable, String value) {
        assertProblem(with(PRODUCTION, Map.of(variable, value)), variable);
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThatThrownBy(() -> EnvironmentReader.read(Map.of("QUARKUS_PROFILE", "prod", "PATCHBAY_HTTP_PORT", "x")))
                .isInstanceOfSatisfying(StartRefused.class, refused -> {
                    assertThat(refused.problems())
                            .extracting(Problem::subject)
                            .containsExactlyInAnyOrder(
                                    "PATCHBAY_HTTP_PORT",
                                    "PATCHBAY_DB_URL",
                                    "PATCHBAY_KEK_FILE",
                                    "PATCHBAY_PUBLIC_URL");
                    assertThat(refused.report()).startsWith("Patchbay does not start:");
                });
    }

    private static void assertProblem(Map<String, String> variables, String variable) {
        assertThatThrownBy(() -> EnvironmentReader.read(variables))
                .isInstanceOfSatisfying(
                        StartRefused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::subject)
                                .contains(variable));
    }

    private static Map<String, String> with(Map<String, String> base, Map<String, String> more) {
        var all = new HashMap<>(base);
        all.putAll(more);
        return Map.copyOf(all);
    }
}

package dev.patchbay.authstore.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Placement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisibleFieldsTest {
    private static final ConnectionForm.Tells TELLS =
            new ConnectionForm.Tells("environment", new LinkedHashMap<>(Map.of("test", "^test_|\\|test$")));

    private static final ConnectionForm FORM = new ConnectionForm(
            "native",
            "Native",
            new BaseAddress.Fixed("https://example.org"),
            List.of(field("region", false), field("key", true), field("pin", true)),
            new Placement.None());

    @Test
    void ofASecretOnlyTheLastFourCharactersAreShown() {
        var visible = VisibleFields.of(
                FORM,
                Map.of(
                        "region", Secret.copyOf("eu"),
                        "key", Secret.copyOf("sk_live_1234abcd"),
                        "pin", Secret.copyOf("sk_live_123"),
                        "undeclared", Secret.copyOf("sk_live_1234efgh")));

        assertThat(visible)
                .containsOnly(
                        Map.entry("region", "eu"),
                        Map.entry("key", "…abcd"),
                        Map.entry("pin", "…"),
                        Map.entry("undeclared", "…efgh"));
    }

    @Test
    void whatTheFormOfASecretGivesAwayIsShownWithoutTheSecret() {
        assertThat(VisibleFields.of(FORM, Map.of("key", Secret.copyOf("0123456789ab|test"))))
                .containsOnly(Map.entry("key", "…test"), Map.entry("environment", "test"));
        assertThat(VisibleFields.of(FORM, Map.of("key", Secret.copyOf("latest_0123456789"))))
                .containsOnly(Map.entry("key", "…6789"));
    }

    private static ConnectionForm.Field field(String name, boolean secret) {
        return new ConnectionForm.Field(
                name,
                name,
                "",
                secret,
                true,
                Optional.empty(),
                List.of(),
                ConnectionForm.Format.TEXT,
                List.of(),
                secret ? Optional.of(TELLS) : Optional.empty());
    }
}

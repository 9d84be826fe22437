package dev.patchbay.authstore.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisibleFieldsTest {
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

    private static ConnectionForm.Field field(String name, boolean secret) {
        return new ConnectionForm.Field(
                name, name, "", secret, true, Optional.empty(), List.of(), ConnectionForm.Format.TEXT, List.of());
    }
}

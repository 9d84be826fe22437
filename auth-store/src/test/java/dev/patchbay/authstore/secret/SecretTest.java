package dev.patchbay.authstore.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void itNeverPrints() {
        var secret = Secret.copyOf("hunter2");

        assertThat(secret).hasToString("Secret[redacted]");
        assertThat("" + Map.of("key", secret)).doesNotContain("hunter2");
    }

    @Test
    void equalTextsAreNotEqualSecrets() {
        assertThat(Secret.copyOf("a")).isNotEqualTo(Secret.copyOf("a"));
    }

    @Test
    @RevealsSecret("to see that the bytes arrive")
    void itRevealsItsBytes() {
        var text = Secret.copyOf("hunter2").<String>reveal(bytes -> new String(bytes, StandardCharsets.UTF_8));

        assertThat(text).isEqualTo("hunter2");
    }

    @Test
    void closingWipesTheBytesItOwns() {
        byte[] bytes = {1, 2, 3};

        Secret.takeOwnershipOf(bytes).close();

        assertThat(bytes).containsOnly(0);
    }
}

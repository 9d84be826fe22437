package dev.patchbay.authstore.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {
    private final SecureRandom random = new SecureRandom();

    @RepeatedTest(20)
    void aMintedKeyIsWellFormed() {
        var key = ApiKeyText.mint(random);

        assertThat(key).matches("ak_[0-9A-Za-z]{38}");
        assertThat(ApiKeyText.isWellFormed(key)).isTrue();
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        var key = ApiKeyText.mint(random);
        for (int i = 0; i < key.length(); i++) {
            var changed = new StringBuilder(key);
            changed.setCharAt(i, key.charAt(i) == 'x' ? 'y' : 'x');

            assertThat(ApiKeyText.isWellFormed(changed.toString()))
                    .as("character %d", i)
                    .isFalse();
        }
    }

    @Test
    void theChecksumIsTheOneThatScannersCompute() {
        // Computed with another CRC-32 implementation.
        assertThat(ApiKeyText.isWellFormed("ak_000000000000000000000000000000003DOjIW"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ak_", "ak_short", "Bearer ak_x", "sk_00000000000000000000000000000000000000", "ak_ü"})
    void otherTextIsNoKey(String text) {
        assertThat(ApiKeyText.isWellFormed(text)).isFalse();
    }

    @Test
    void aNewKeyPrintsItsIdOnly() {
        assertThat(new NewApiKey("key_1", "ak_secret")).hasToString("NewApiKey[key_1]");
    }
}

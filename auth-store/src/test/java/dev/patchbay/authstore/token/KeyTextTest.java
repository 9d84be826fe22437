package dev.patchbay.authstore.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.authstore.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    private final SecureRandom random = new SecureRandom();

    @RepeatedTest(20)
    void aMintedKeyIsWellFormed() {
        var key = KeyText.API.mint(random);

        assertThat(key).matches("ak_[0-9A-Za-z]{38}");
        assertThat(KeyText.API.isWellFormed(key)).isTrue();
    }

    @Test
    void anyChangedCharacterIsNoticed() {
        var key = KeyText.API.mint(random);
        for (int i = 0; i < key.length(); i++) {
            var changed = new StringBuilder(key);
            changed.setCharAt(i, key.charAt(i) == 'x' ? 'y' : 'x');

            assertThat(KeyText.API.isWellFormed(changed.toString()))
                    .as("character %d", i)
                    .isFalse();
        }
    }

    @Test
    void theChecksumIsTheOneThatScannersCompute() {
        // Computed with another CRC-32 implementation.
        assertThat(KeyText.API.isWellFormed("ak_000000000000000000000000000000003DOjIW"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ak_", "ak_short", "Bearer ak_x", "sk_00000000000000000000000000000000000000", "ak_ü"})
    void otherTextIsNoKey(String text) {
        assertThat(KeyText.API.isWellFormed(text)).isFalse();
    }

    @Test
    void thePublishedExpressionFindsEveryKeyAndNoIdOrUuid() throws IOException {
        var published = Files.readString(Path.of("../docs/security/keys-and-tokens.md"))
                .lines()
                .filter(line -> line.startsWith("    ") && line.contains("(?:ak|adm)_"))
                .findFirst()
                .orElseThrow()
                .strip();
        var key = Pattern.compile(published);
        var ids = new Ids(random);

        assertThat(Stream.generate(() -> KeyText.API.mint(random)).limit(1000))
                .allMatch(text -> key.matcher("key=" + text + ";").find());
        assertThat(Stream.generate(() -> KeyText.ADMIN.mint(random)).limit(1000))
                .allMatch(text -> key.matcher(text).matches());
        assertThat(Arrays.stream(Ids.Kind.values())
                        .flatMap(kind -> Stream.generate(() -> ids.next(kind)).limit(1000)))
                .noneMatch(id -> key.matcher(id).find());
        assertThat(Stream.generate(UUID::randomUUID).limit(1000))
                .noneMatch(uuid -> key.matcher(uuid.toString()).find());
    }

    @Test
    void aNewKeyPrintsItsIdOnly() {
        assertThat(new NewApiKey("key_1", "ak_secret")).hasToString("NewApiKey[key_1]");
    }
}

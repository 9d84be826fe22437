package dev.patchbay.authstore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEncryptionKeysTest {
    private static final byte[] DATA_KEY = bytes(32, 7);
    private static final String FIRST = base64(bytes(32, 1));
    private static final String SECOND = base64(bytes(32, 2));

    @Test
    void theFirstKeyWrapsAndTheOthersStillUnwrap() {
        var before = KeyEncryptionKeys.parse(List.of("old:" + FIRST));
        var after = KeyEncryptionKeys.parse(List.of("# rotated", "", "new:" + SECOND, " old:" + FIRST + " "));
        var wrapped = before.wrap(DATA_KEY);

        assertThat(after.primaryId()).isEqualTo("new");
        assertThat(after.unwrap(wrapped)).isEqualTo(DATA_KEY);
        assertThat(after.wrap(DATA_KEY).kekId()).isEqualTo("new");
    }

    @Test
    void aKeyOfAnyLengthIsWrapped() {
        var keks = KeyEncryptionKeys.parse(List.of("a:" + FIRST));
        byte[] pkcs8 = bytes(67, 3);

        assertThat(keks.unwrap(keks.wrap(pkcs8))).isEqualTo(pkcs8);
    }

    @Test
    void anotherKeyOfTheSameIdDoesNotUnwrapAndTheOperatorIsTold() {
        var wrapped = KeyEncryptionKeys.parse(List.of("a:" + FIRST)).wrap(DATA_KEY);
        var others = KeyEncryptionKeys.parse(List.of("a:" + SECOND));

        assertThatThrownBy(() -> others.unwrap(wrapped))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("'a'")
                .hasMessageContaining("Restore the key file");
    }

    @Test
    void aMissingKeyIsNamed() {
        var wrapped = KeyEncryptionKeys.parse(List.of("gone:" + FIRST)).wrap(DATA_KEY);
        var others = KeyEncryptionKeys.parse(List.of("a:" + SECOND));

        assertThatThrownBy(() -> others.unwrap(wrapped))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("'gone'");
    }

    @Test
    void aChangedByteIsNoticed() {
        var keks = KeyEncryptionKeys.parse(List.of("a:" + FIRST));
        var wrapped = keks.wrap(DATA_KEY);
        wrapped.bytes()[3] ^= 1;

        assertThatThrownBy(() -> keks.unwrap(wrapped)).isInstanceOf(WrongKeyException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmU=",
                ":c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmU=",
                "a b:c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmU=",
                "a:c2VjcmV0",
                "a:c2VjcmV0*",
                "a:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "a:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
                "a:c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0cw==",
                "a:c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0cyE=\nb:c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0cyE=",
                "a:c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0cyE=\na:ZGlmZmVyZW50ZGlmZmVyZW50ZGlmZmVyZW50ZGlmZmU="
            })
    void badMaterialIsRefusedAndNotPrinted(String file) {
        assertThatThrownBy(() -> KeyEncryptionKeys.parse(file.lines().toList()))
                .isInstanceOf(KeyFileException.class)
                .hasNoCause()
                .message()
                .doesNotContain("c2Vj", "AAAA", "QUFB", "ZGlm");
    }

    @Test
    void aFileThatEverybodyMayReadIsRefused(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("kek"), "a:" + FIRST);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(KeyEncryptionKeys.read(file).primaryId()).isEqualTo("a");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> KeyEncryptionKeys.read(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aMissingFileIsRefused(@TempDir Path directory) {
        assertThatThrownBy(() -> KeyEncryptionKeys.read(directory.resolve("kek")))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("cannot be read");
    }

    private static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * seed + seed);
        }
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

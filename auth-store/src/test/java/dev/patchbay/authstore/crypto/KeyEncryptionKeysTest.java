package dev.patchbay.authstore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyEncryptionKeysTest {
    private static final KeySlot SLOT = KeySlot.ofInstallation("a purpose", 1);
    private static final byte[] DATA_KEY = bytes(32, 7);
    private static final String FIRST = base64(bytes(32, 1));
    private static final String SECOND = base64(bytes(32, 2));

    @Test
    void theFirstKeyWrapsAndTheOthersStillUnwrap() {
        var before = KeyEncryptionKeys.parse(List.of("old:" + FIRST));
        var after = KeyEncryptionKeys.parse(List.of("# rotated", "", "new:" + SECOND, " old:" + FIRST + " "));
        var wrapped = before.wrap(SLOT, DATA_KEY);

        assertThat(after.primaryId()).isEqualTo("new");
        assertThat(after.unwrap(SLOT, wrapped)).isEqualTo(DATA_KEY);
        assertThat(after.wrap(SLOT, DATA_KEY).kekId()).isEqualTo("new");
    }

    @Test
    void aKeyOfAnyLengthIsWrapped() {
        var keks = KeyEncryptionKeys.parse(List.of("a:" + FIRST));
        byte[] pkcs8 = bytes(67, 3);

        assertThat(keks.unwrap(SLOT, keks.wrap(SLOT, pkcs8))).isEqualTo(pkcs8);
    }

    @Test
    void anotherKeyOfTheSameIdDoesNotUnwrapAndTheOperatorIsTold() {
        var wrapped = KeyEncryptionKeys.parse(List.of("a:" + FIRST)).wrap(SLOT, DATA_KEY);
        var others = KeyEncryptionKeys.parse(List.of("a:" + SECOND));

        assertThatThrownBy(() -> others.unwrap(SLOT, wrapped))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("'a'")
                .hasMessageContaining("Restore the key file");
    }

    @Test
    void aMissingKeyIsNamed() {
        var wrapped = KeyEncryptionKeys.parse(List.of("gone:" + FIRST)).wrap(SLOT, DATA_KEY);
        var others = KeyEncryptionKeys.parse(List.of("a:" + SECOND));

        assertThatThrownBy(() -> others.unwrap(SLOT, wrapped))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("'gone'");
    }

    @Test
    void aChangedByteIsNoticed() {
        var keks = KeyEncryptionKeys.parse(List.of("a:" + FIRST));
        var wrapped = keks.wrap(SLOT, DATA_KEY);
        wrapped.bytes()[3] ^= 1;

        assertThatThrownBy(() -> keks.unwrap(SLOT, wrapped)).isInstanceOf(WrongKeyException.class);
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
                "a:c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0cyE=",
                "a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "a:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
                "a:AAcOFRwjKjE4P0ZNVFtiaXB3foWMk5qhqK+2vcTL0tk=",
                "a:AQIDBAUGBwgBAgMEBQYHCAECAwQFBgcIAQIDBAUGBwg=",
                "a:Y2hhbmdlbWUtY2hhbmdlbWUtY2hhbmdlbWUtY2hhbmc="
            })
    void badMaterialIsRefusedAndNotPrinted(String file) {
        assertThatThrownBy(() -> KeyEncryptionKeys.parse(file.lines().toList()))
                .isInstanceOf(KeyFileException.class)
                .hasNoCause()
                .message()
                .doesNotContain("c2Vj", "AAAA", "QUFB", "AAEC", "ICEi", "AAcO", "AQID", "Y2hh");
    }

    @Test
    void theSameKeyOrIdTwiceIsRefused() {
        assertThatThrownBy(() -> KeyEncryptionKeys.parse(List.of("a:" + FIRST, "b:" + FIRST)))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("Line 2")
                .hasMessageContaining("repeats the key");
        assertThatThrownBy(() -> KeyEncryptionKeys.parse(List.of("a:" + FIRST, "a:" + SECOND)))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("repeats the id");
    }

    @Test
    void randomKeysAreNotTakenForSamples() {
        for (int seed = 0; seed < 20_000; seed++) {
            assertThat(KeyEncryptionKeys.parse(List.of("a:" + base64(bytes(32, seed))))
                            .ids())
                    .containsExactly("a");
        }
    }

    @Test
    void aKeyWrappedForOnePurposeTenantOrVersionUnwrapsForNoOther() {
        var keks = KeyEncryptionKeys.parse(List.of("a:" + FIRST));
        var tenant = new TenantId("pr_0123456789abcdefghijAB");
        var slots = List.of(
                KeySlot.ofInstallation("a", 1),
                KeySlot.ofInstallation("a", 2),
                KeySlot.ofInstallation("b", 1),
                KeySlot.ofTenant(tenant, "a", 1),
                KeySlot.ofTenant(tenant, "b", 1),
                KeySlot.ofTenant(new TenantId("pr_0123456789abcdefghijCD"), "a", 1));

        for (var slot : slots) {
            var wrapped = keks.wrap(slot, DATA_KEY);
            for (var other : slots) {
                if (slot.equals(other)) {
                    assertThat(keks.unwrap(other, wrapped)).isEqualTo(DATA_KEY);
                } else {
                    assertThatThrownBy(() -> keks.unwrap(other, wrapped)).isInstanceOf(WrongKeyException.class);
                }
            }
        }
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
        var random = new Random(seed); // the same key each time; not a pattern, which would be refused
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt();
        }
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

package dev.patchbay.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
    private final SecureRandom random = new SecureRandom();

    @TempDir
    private Path folder;

    @Test
    void theFirstStartMakesAKeyForItsOwnerOnly() throws Exception {
        Path file = KeyFile.generated(folder, random);

        String line = Files.readString(file).strip();
        assertThat(line).startsWith("k1:");
        assertThat(Base64.getDecoder().decode(line.substring(3))).hasSize(32).isNotEqualTo(new byte[32]);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theNextStartKeepsIt() throws Exception {
        String first = Files.readString(KeyFile.generated(folder, random));
        assertThat(Files.readString(KeyFile.generated(folder, random))).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void aKeyThatOthersCanReachIsRefused(String permissions) throws Exception {
        Path file = KeyFile.generated(folder, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> KeyFile.generated(folder, random))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw----r--", "rw-----w-", "rwxrwxrwx"})
    void aGivenKeyThatEverybodyCanReachIsRefused(String permissions) throws Exception {
        Path file = KeyFile.generated(folder, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> KeyFile.given(file))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aGivenKeyMayBeReadableByItsGroupAsKubernetesMountsIt() throws Exception {
        Path file = KeyFile.generated(folder, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));

        assertThat(KeyFile.given(file)).isEqualTo(file);
    }

    @Test
    void aGivenKeyMustExist() {
        assertThatThrownBy(() -> KeyFile.given(folder.resolve("absent")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> KeyFile.given(folder)).isInstanceOf(StartRefused.class);
    }

    @Test
    void aDataDirectoryIsPrivateAndHeldByOneGatewayAtATime() throws Exception {
        Path home = folder.resolve("home");
        try (var held = DataDirectory.open(home)) {
            for (Path made : new Path[] {held.home(), held.pg(), held.keys()}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                        .isEqualTo("rwx------");
            }
            assertThatThrownBy(() -> DataDirectory.open(home))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("in use by another gateway");
        }
        DataDirectory.open(home).close();
    }

    @Test
    void aDataDirectoryThatCannotBeMadeIsExplained() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("home")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("PATCHBAY_HOME");
    }
}

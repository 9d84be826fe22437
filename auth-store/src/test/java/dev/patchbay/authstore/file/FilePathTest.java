package dev.patchbay.authstore.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "reports/may.csv", "a b/…/ü.txt", ".hidden", "...", "a/..b", "絵/文字.png"})
    void namesBetweenSlashesAreAPath(String path) {
        assertThat(FilePath.of(path).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "..",
                ".",
                "a/../b",
                "../a",
                "a/./b",
                "a//b",
                "a/",
                "a\\b",
                "a\u0000b",
                "a\nb",
                "a\u202eb",
                "a\u2028b",
                "a\ud800b"
            })
    void whatLeavesTheFolderOrHidesSomethingIsNone(String path) {
        assertThatThrownBy(() -> FilePath.of(path)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLimitIsInBytesBecauseTheIndexIs() {
        assertThat(FilePath.of("é".repeat(512)).value()).hasSize(512);
        assertThatThrownBy(() -> FilePath.of("é".repeat(512) + "e")).hasMessageContaining("1024 bytes");
    }

    @Test
    void bothSpellingsOfALetterAreOnePath() {
        assertThat(FilePath.of("u\u0308.txt")).isEqualTo(FilePath.of("\u00fc.txt"));
        assertThatThrownBy(() -> new FilePath("u\u0308.txt")).hasMessageContaining("NFC");
    }

    @Test
    void theNameIsTheLastSegment() {
        assertThat(FilePath.of("a/b.c/d").name()).isEqualTo("d");
        assertThat(FilePath.of("d").name()).isEqualTo("d");
    }
}

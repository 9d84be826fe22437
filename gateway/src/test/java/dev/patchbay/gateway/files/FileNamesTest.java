package dev.patchbay.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource({
        "photo.png, photo.png",
        "../../etc/passwd, passwd",
        "C:\\Users\\ada\\photo.png, photo.png",
        "'a\r\nb\u0000.txt', ab.txt",
        "invoice\u202Efdp.exe, invoicefdp.exe",
        "'  spaced  ', spaced",
        "日本語.txt, 日本語.txt",
        ".profile, .profile"
    })
    void namesLoseFoldersAndWhatCannotBeSeen(String given, String clean) {
        assertThat(FileNames.clean(given)).isEqualTo(clean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "folder/", "/", "\u0007", "\ud83d"})
    void aNameThatIsNoneBecomesOne(String given) {
        assertThat(FileNames.clean(given)).isEqualTo("file");
    }

    @Test
    void longNamesKeepTheirExtension() {
        var clean = FileNames.clean("x".repeat(300) + ".tar.gz");

        assertThat(clean).hasSize(255).endsWith("xx.gz");
        assertThat(FileNames.clean("x." + "y".repeat(300))).hasSize(255).startsWith("x.yy");
    }

    @Test
    void noCharacterIsCutInHalf() {
        var clean = FileNames.clean("x" + "😀".repeat(200));

        assertThat(clean).hasSize(255).endsWith("😀");
        assertThat(FileNames.clean("😀".repeat(200))).hasSize(254).endsWith("😀");
    }
}

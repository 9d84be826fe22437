package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/b.png|b.png",
                "/a/gr%C3%BC%C3%9Fe+1.txt|grüße+1.txt",
                "/a/..%2Fetc%2Fpasswd|passwd",
                "/a/..%5C..%5Cboot.ini|boot.ini",
                "/a/%2e%2e|file",
                "/a/%0D%0Ax%00y|xy",
                "/a/%E2%80%AEgnp.exe|gnp.exe",
                "/a/|file",
                "/|file"
            })
    void aNameComesFromTheLastSegmentAndIsNeverAPath(String path, String name) {
        assertThat(FileNames.name(Optional.empty(), path)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=report.pdf|report.pdf",
                "attachment; filename=\"a; b.pdf\"|a; b.pdf",
                "attachment;filename*=UTF-8''gr%C3%BC%C3%9Fe.pdf; filename=\"plain.pdf\"|grüße.pdf",
                "attachment; filename=\"plain.pdf\"; FILENAME*=utf-8'en'100%.pdf|100%.pdf",
                "attachment; filename=\"../../etc/passwd\"|passwd",
                "attachment; filename=\"..\"|b.png",
                "attachment; filename=\"\"|b.png",
                "attachment; notafilename=x|b.png",
                "inline|b.png"
            })
    void theHeadersNameWinsWhereItIsOne(String header, String name) {
        assertThat(FileNames.name(Optional.of(header), "/a/b.png")).isEqualTo(name);
    }

    @Test
    void aLongNameKeepsItsEnd() {
        assertThat(FileNames.name(Optional.empty(), "/" + "a".repeat(300) + ".png"))
                .hasSize(255)
                .endsWith("a.png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image/PNG|image/png",
                "text/html; charset=utf-8|text/html",
                "png|application/octet-stream",
                "''|application/octet-stream",
                "text/html, x|application/octet-stream"
            })
    void aTypeIsTwoTokensOrUnknown(String header, String type) {
        assertThat(FileNames.type(Optional.of(header))).isEqualTo(type);
        assertThat(FileNames.type(Optional.empty())).isEqualTo("application/octet-stream");
    }
}

package dev.patchbay.gateway.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MimetypesTest {

    @ParameterizedTest
    @CsvSource({
        "image/png, image/png",
        "Text/Plain; charset=utf-8, text/plain",
        "application/vnd.oasis.opendocument.text, application/vnd.oasis.opendocument.text",
        "image/svg+xml, image/svg+xml"
    })
    void aTypeIsTakenWithoutItsParameters(String text, String type) {
        assertThat(Mimetypes.of(text)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "/plain", "text/", "text/plain/x", "a b/c", "a/b\r\nX: y", "text/ä"})
    void whatIsNoTypeIsNone(String text) {
        assertThat(Mimetypes.of(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/svg+xml",
                "application/xhtml+xml",
                "text/xml",
                "text/javascript",
                "multipart/x-mixed-replace",
                "application/x-unheard-of"
            })
    void whatABrowserMightRunIsNotNamed(String type) {
        assertThat(Mimetypes.forDownload(type)).isEqualTo(Mimetypes.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/png", "application/pdf", "video/mp4", "audio/ogg", "text/csv"})
    void whatABrowserShowsWithoutDangerIsNamed(String type) {
        assertThat(Mimetypes.forDownload(type)).isEqualTo(type);
    }
}

package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://files.example.com/a/b.png?x=1&y=%2F | https://files.example.com:443/a/b.png?x=1&y=%2F",
                "HTTPS://Files.Example.com | https://files.example.com:443/",
                "https://files.example.com?x=1#part | https://files.example.com:443/?x=1",
                "https://files.example.com/a b/ü|100%.png?q=[1] | https://files.example.com:443/a%20b/%C3%BC%7C100%25.png?q=%5B1%5D",
                "https://files.example.com/a/./b/../c | https://files.example.com:443/a/c",
                "https://files.example.com/a//b/ | https://files.example.com:443/a//b/",
                "https://[2606:4700::1111]:8443/x | https://[2606:4700:0:0:0:0:0:1111]:8443/x"
            })
    void isTakenApartAndMended(String row) {
        int bar = row.lastIndexOf(" | ");
        assertThat(PublicUrl.parse(row.substring(0, bar)).map(PublicUrlTest::whole))
                .isEqualTo(Checked.passed(row.substring(bar + 3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "files.example.com/a",
                "/a",
                "ftp://files.example.com/a",
                "file:///etc/passwd",
                "data:text/plain,x",
                "https:/files.example.com/a",
                "https://user@files.example.com/a",
                "https://user:word@files.example.com/a",
                "https://files.example.com\\@127.0.0.1/a",
                "https://files.example.com:0/a",
                "https://files.example.com:/a",
                "https:///a",
                "https://files.example.com/../a",
                "https://files.example.com/%2e%2e/a",
                "https://files.example.com/a\r\nx: 1",
                "https://localhost/a",
                "https://2130706433/a",
                "https://0x7f.1/a",
                "https://db.internal/a"
            })
    void refusesEverythingElse(String url) {
        assertThat(PublicUrl.parse(url)).isInstanceOf(Checked.Refused.class);
    }

    @Test
    void refusesAnAddressBeyondAllReason() {
        assertThat(PublicUrl.parse("https://files.example.com/" + "a".repeat(8 * 1024)))
                .isInstanceOf(Checked.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://other.example.com/y, https://other.example.com:443/y",
        "//other.example.com/y, https://other.example.com:443/y",
        "/y, https://files.example.com:443/y",
        "y?z=2, https://files.example.com:443/a/y?z=2",
        "../y, https://files.example.com:443/y",
        "?z=2, https://files.example.com:443/a/b?z=2",
        "'', https://files.example.com:443/a/b"
    })
    void aRedirectIsResolvedAgainstWhereItCameFrom(String location, String expected) {
        assertThat(from("https://files.example.com/a/b?x=1", location).map(PublicUrlTest::whole))
                .isEqualTo(Checked.passed(expected));
    }

    @Test
    void aRedirectNeverGivesTlsUp() {
        assertThat(from("https://files.example.com/a", "http://127.0.0.1:8091/"))
                .isEqualTo(Checked.refused(Refusal.DOWNGRADE));
        assertThat(from("http://127.0.0.1:8091/", "http://127.0.0.1:8092/")).isInstanceOf(Checked.Passed.class);
    }

    @Test
    void neverPrintsItself() {
        assertThat(PublicUrl.parse("https://files.example.com/secret").toString())
                .doesNotContain("example", "secret")
                .contains("redacted");
    }

    private static Checked<PublicUrl> from(String url, String location) {
        return PublicUrl.parse(url).then(at -> at.redirected(location));
    }

    private static String whole(PublicUrl url) {
        return url.base().origin() + url.request().target();
    }
}

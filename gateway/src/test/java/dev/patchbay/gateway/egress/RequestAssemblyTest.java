package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import dev.patchbay.toolkit.UpstreamRequest.Whole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAssemblyTest {
    private static final BaseUrl BASE = new BaseUrl(true, "api.example.com", 443, "/v1");

    @Test
    void joinsBaseCredentialAndRequest() {
        var credential = new PlacedCredential("/app", "key=1", List.of(), List.of());
        var request = Forms.request(HttpMethod.GET, "/a%2Fb", "x=1&x=2", List.of(), Optional.empty());

        assertThat(RequestAssembly.assemble(BASE, credential, request).map(OutgoingRequest::target))
                .isEqualTo(Checked.passed("/v1/app/a%2Fb?x=1&x=2&key=1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "items", "/../admin", "/a/../../admin", "/%2e%2e/admin", "/.%2E/admin", "/a/.", "/a b", "/a\\b",
                "/a?b", "/a#b", "/a%", "/a%2", "/a%zz", "/a\r\nb", "/ä", "@evil.example/", "//evil.example/../x"
            })
    void refusesAPathThatCouldLeaveTheBase(String path) {
        assertThat(RequestAssembly.assemble(BASE, PlacedCredential.NOTHING, Forms.get(path)))
                .isEqualTo(Checked.refused(Refusal.PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a#b", "a\nb", "a=%", "ä=1", "a=\"1\""})
    void refusesAQueryThatIsNotEncoded(String query) {
        var request = Forms.request(HttpMethod.GET, "/items", query, List.of(), Optional.empty());
        assertThat(RequestAssembly.assemble(BASE, PlacedCredential.NOTHING, request))
                .isEqualTo(Checked.refused(Refusal.PATH));
    }

    @ParameterizedTest
    @CsvSource({
        "Host, evil.example",
        "Content-Length, 0",
        "Transfer-Encoding, chunked",
        "Authorization, Basic x",
        "Cookie, a=b",
        "X-KEY, other",
        "bad name, x",
        "'', x"
    })
    void refusesAHeaderThatIsEgressesOwn(String name, String value) {
        assertHeaderRefused(name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx: 1", "a\nb", "a\0b", "ключ"})
    void refusesAHeaderValueWithMoreThanPlainAscii(String value) {
        assertHeaderRefused("user-token", value);
    }

    @Test
    void aVeryLongPathIsCheckedToo() {
        var longPath = "/" + "a%2F".repeat(100_000);
        assertThat(RequestAssembly.assemble(BASE, PlacedCredential.NOTHING, Forms.get(longPath)))
                .isInstanceOf(Checked.Passed.class);
    }

    @Test
    void neverPrintsItself() {
        var request = Forms.request(
                HttpMethod.POST, "/i", "", List.of(), Optional.of(new Whole("application/json", new byte[] {1})));
        assertThat(RequestAssembly.assemble(BASE, PlacedCredential.NOTHING, request)
                        .toString())
                .doesNotContain("api.example.com")
                .contains("redacted");
    }

    private static void assertHeaderRefused(String name, String value) {
        var credential = new PlacedCredential("", "", List.of(new Header("x-key", "k")), List.of());
        var request = Forms.request(HttpMethod.GET, "/items", "", List.of(new Header(name, value)), Optional.empty());
        assertThat(RequestAssembly.assemble(BASE, credential, request)).isEqualTo(Checked.refused(Refusal.HEADER));
    }
}

package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.aToolkit;
import static dev.patchbay.upstream.http.Fixtures.failureOf;
import static dev.patchbay.upstream.http.Fixtures.json;
import static dev.patchbay.upstream.http.Fixtures.object;
import static dev.patchbay.upstream.http.Fixtures.resultOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure.EgressDenied;
import dev.patchbay.toolkit.Failure.UpstreamRefused;
import dev.patchbay.toolkit.FailureHints;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.ResultShape;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.Toolkit.ErrorFormat;
import dev.patchbay.toolkit.UpstreamAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    private static final Toolkit TOOLKIT = aToolkit(
            new ErrorFormat("message", Optional.of("code"), true),
            new FailureHints(Map.of(403, "Connect the account again."), Map.of()));
    private static final Tool TOOL = aTool(HttpMethod.GET)
            .fixed("/doc")
            .result(new ResultShape.Document())
            .readOnly()
            .build();
    private static final String STORE = "https://store.example/doc?signature=x";

    private final TestFiles files = new TestFiles();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | 41",
                "Application/JSON; charset=utf-8 | \"text\"",
                "application/geo+json | {\"a\": null}",
                "text/plain | {\"a\": 1}",
                "`` | ` \n[1]`",
                "binary/octet-stream | [{\"a\": 1}]",
            })
    void jsonIsContent(String type, String body) {
        assertThat(resultOf(read(answer(200, type, body))))
                .isEqualTo(object("{}").set("content", json(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/csv; charset=utf-8 | 12 | document.csv | text/csv",
                "application/json | {\"a\": | document.json | application/json",
                "application/pdf | %PDF | document.pdf | application/pdf",
                "image/x-orchard | x | document.bin | image/x-orchard",
                "`` | text | document.bin | application/octet-stream",
                "`nonsense\r\nx: y` | text | document.bin | application/octet-stream",
                "text/plain | `` | document.txt | text/plain",
            })
    void anythingElseIsAFileWithEveryByte(String type, String body, String name, String mimetype) {
        assertThat(resultOf(read(answer(200, type, body)))).isEqualTo(file(name, mimetype, bytes(body)));
    }

    @Test
    void bytesThatAreNotTextStayAsTheyAre() {
        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', (byte) 0xFF, 0};

        assertThat(resultOf(read(answer(200, "image/png", png)))).isEqualTo(file("document.png", "image/png", png));
        var broken = new byte[] {'{', (byte) 0xFF, '}'};
        assertThat(resultOf(read(answer(200, "application/json", broken))))
                .isEqualTo(file("document.json", "application/json", broken));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsFetchedOnceAndWithoutTheCredential(int status) {
        files.elsewhere.put(STORE, Outcome.ok(answer(200, "text/csv", "a,b")));

        assertThat(resultOf(read(redirect(status, STORE)))).isEqualTo(file("document.csv", "text/csv", bytes("a,b")));
        assertThat(files.fetched).containsExactly(STORE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/elsewhere", "//store.example/a", "file:///etc/passwd", "ftp://store.example/a", "", "https://"
            })
    void aRedirectWithoutAnAbsoluteWebAddressIsRefused(String location) {
        assertThat(failureOf(read(redirect(302, location)))).isInstanceOfSatisfying(UpstreamRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(302);
            assertThat(refused.detail()).contains("not followed");
        });
        assertThat(files.fetched).isEmpty();
    }

    @Test
    void aLocationOnAnotherAnswerIsNotFollowed() {
        assertThat(resultOf(read(redirect(201, STORE))).has("file")).isTrue();
        assertThat(failureOf(read(redirect(304, STORE)))).isInstanceOf(UpstreamRefused.class);
        assertThat(files.fetched).isEmpty();
    }

    @Test
    void onlyADocumentFollowsARedirect() {
        var tool = aTool(HttpMethod.GET).fixed("/doc").build();

        assertThat(failureOf(new HttpUpstream()
                        .call(TOOLKIT, tool, object("{}"), _ -> Outcome.ok(redirect(302, STORE)), files)))
                .isInstanceOf(UpstreamRefused.class);
        assertThat(files.fetched).isEmpty();
    }

    @Test
    void whatAnotherServerRefusesIsNotBlamedOnTheCredential() {
        files.elsewhere.put(
                STORE, Outcome.ok(answer(403, "application/json", "{\"message\": \"expired\", \"code\": 1}")));

        assertThat(failureOf(read(redirect(302, STORE)))).isInstanceOfSatisfying(UpstreamRefused.class, refused -> {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.advice()).isEmpty();
            assertThat(refused.toString()).doesNotContain("store.example");
        });
    }

    @Test
    void anErrorObjectIsARefusalFromTheServiceAndContentFromElsewhere() {
        var error = "{\"message\": \"no\", \"code\": 1}";
        files.elsewhere.put(STORE, Outcome.ok(answer(200, "application/json", error)));

        assertThat(failureOf(read(answer(200, "application/json", error)))).isInstanceOf(UpstreamRefused.class);
        assertThat(resultOf(read(redirect(302, STORE))).get("content")).isEqualTo(json(error));
    }

    @Test
    void aFetchThatFailsIsNotRepeated() {
        files.elsewhere.put(STORE, Outcome.failed(new EgressDenied()));

        assertThat(failureOf(read(redirect(302, STORE)))).isEqualTo(new EgressDenied());
        assertThat(files.fetched).hasSize(1);
    }

    private Outcome<ObjectNode> read(UpstreamAnswer answer) {
        return new HttpUpstream().call(TOOLKIT, TOOL, object("{}"), _ -> Outcome.ok(answer), files);
    }

    private static ObjectNode file(String name, String mimetype, byte[] content) {
        var result = object("{}");
        result.putObject("file")
                .put("name", name)
                .put("mimetype", mimetype)
                .put("size", content.length)
                .put("base64", Base64.getEncoder().encodeToString(content));
        return result;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static UpstreamAnswer answer(int status, String type, String body) {
        return answer(status, type, bytes(body));
    }

    private static UpstreamAnswer answer(int status, String type, byte[] body) {
        return new UpstreamAnswer(
                status, Optional.of(type).filter(it -> !it.isEmpty()), Optional.empty(), Optional.empty(), body);
    }

    private static UpstreamAnswer redirect(int status, String location) {
        return new UpstreamAnswer(status, Optional.empty(), Optional.empty(), Optional.of(location), new byte[0]);
    }
}

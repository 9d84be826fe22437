package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.gateway.egress.RawRequest.Parameter;
import dev.patchbay.gateway.egress.RawRequest.Place;
import dev.patchbay.gateway.egress.RawRequest.Reading;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller may write for an account, and what of it leaves (R16, R41, R43). */
class RawRequestsTest {
    private static final ConnectionForm FORM = new ConnectionForm(
            "form",
            "Form",
            new BaseAddress.Fixed("https://api.example.com/v1"),
            List.of(),
            List.of(new Placement.Query("signature", "{key}"), new Placement.Header("x-key-of-service", "{key}")),
            Map.of(),
            Optional.of(new ConnectionForm.ActingUser("user-token", "user_token")));

    private static final List<BaseUrl> BASES = List.of(base("https://api.example.com/v1"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /items                                     | /items           |
            items                                      | /items           |
            items/                                     | /items/          |
            /items?limit=5&x=a b                       | /items           | limit=5&x=a%20b
            /a b/ü                                     | /a%20b/%C3%BC    |
            /a%2Fb                                     | /a%2Fb           |
            /https://evil.example/x                    | /https://evil.example/x |
            https://api.example.com/v1/items?limit=5   | /items           | limit=5
            https://API.example.com:443/v1/items/      | /items/          |
            https://api.example.com/v1                 | /                |
            """)
    void whatLiesBelowTheBaseIsTakenFromThere(String endpoint, String path, String query) {
        assertThat(read(endpoint)).isInstanceOfSatisfying(Reading.Fit.class, fit -> {
            assertThat(fit.request().path()).isEqualTo(path);
            assertThat(fit.request().query()).isEqualTo(query == null ? "" : query);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/v1/items",
                "http://api.example.com/v1/items",
                "https://api.example.com:8443/v1/items",
                "https://api.example.com/v2/items",
                "https://api.example.com/v10",
                "https://api.example.com/",
                "https://api.example.com.evil.example/v1/items",
                "https://api.example.com@evil.example/v1/items",
                "https://ada@api.example.com/v1/items",
                "https://api.example.com\\@evil.example/v1",
                "https://api.example.com/v1/../admin",
                "https://api.example.com/v1/%2e%2e/admin",
                "//evil.example/items",
                "/../admin",
                "/a/%2E%2e/b",
                "/a%2f..%2f..%2fb",
                "/a%5c..%5cb",
                "/..;/admin",
                "/..%3bx/admin",
                "/%252e%252e/admin",
                "/%25252e./admin",
                "/./a",
                "/a#b",
                "\\evil",
                "ftp://api.example.com/v1/items",
                ""
            })
    void whatLeadsElsewhereIsNotSent(String endpoint) {
        assertThat(read(endpoint))
                .isInstanceOfSatisfying(
                        Reading.Misfit.class,
                        misfit -> assertThat(misfit.problems())
                                .singleElement()
                                .asString()
                                .startsWith("endpoint: ")
                                .contains("https://api.example.com/v1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host",
                "authorization",
                "Cookie",
                "X-Api-Key",
                "x-key-of-service",
                "User-Token",
                "connection",
                "Transfer-Encoding",
                "Content-Length",
                "upgrade",
                "te",
                "Expect",
                "Proxy-Authorization",
                "Proxy-Anything",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-HTTP-Method-Override",
                "X_HTTP_Method_Override",
                "Range",
                "Accept-Charset",
                "x-original-url",
                "Sec-Fetch-Site",
                "a b",
                "a:b",
                "a\r\nb",
                ""
            })
    void noHeaderThatIsTheGatewaysIsTheCallers(String name) {
        assertThat(read("/items", new Parameter(name, "x", Place.HEADER)))
                .isInstanceOfSatisfying(
                        Reading.Misfit.class,
                        misfit -> assertThat(misfit.problems())
                                .singleElement()
                                .asString()
                                .startsWith("parameters[0]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx-other: 1", "a\u0000", "ü"})
    void aHeadersValueIsOneLineOfAscii(String value) {
        assertThat(read("/items", new Parameter("x-own", value, Place.HEADER))).isInstanceOf(Reading.Misfit.class);
    }

    @Test
    void noParameterStandsInForTheCredentialOrTheMethod() {
        for (var name : List.of("signature", "Signature", "_method")) {
            assertThat(read("/items", new Parameter(name, "x", Place.QUERY))).isInstanceOf(Reading.Misfit.class);
            assertThat(read("/items?a=b&" + name + "=x")).isInstanceOf(Reading.Misfit.class);
        }
        assertThat(read("/items?%73ignature=x")).isInstanceOf(Reading.Misfit.class);
    }

    @Test
    void parametersAreDataAndTheBodysTypeIsTheCallers() {
        var body = new UpstreamRequest.Whole("text/plain; charset=utf-8", new byte[] {1});
        var raw = new RawRequest(
                HttpMethod.POST,
                "/items?a=1",
                List.of(
                        new Parameter("q", "a&b=c d/?", Place.QUERY),
                        new Parameter("x-own", "yes", Place.HEADER),
                        new Parameter("Content-Type", "text/csv", Place.HEADER)),
                Optional.of(body));

        assertThat(RawRequests.read(raw, FORM, BASES, "there")).isInstanceOfSatisfying(Reading.Fit.class, fit -> {
            assertThat(fit.request().query()).isEqualTo("a=1&q=a%26b%3Dc%20d%2F%3F");
            assertThat(fit.request().headers()).containsExactly(new UpstreamRequest.Header("x-own", "yes"));
            assertThat(fit.request().body()).contains(new UpstreamRequest.Whole("text/csv", new byte[] {1}));
        });
    }

    /** From end to end of the way out: what is told of the answer, and that the credential is not. */
    @Test
    void anAnswersHeadersAreToldWithoutTheCredential() throws IOException {
        try (var server = RecordingServer.start("127.0.0.1", 0, exchange -> {
                    exchange.getResponseHeaders().add("content-type", "text/plain");
                    exchange.getResponseHeaders().add("set-cookie", "a=b");
                    exchange.getResponseHeaders().add("etag", "\"live-k3y-123\"");
                    exchange.getResponseHeaders().add("X-RateLimit-Remaining", "7");
                    exchange.getResponseHeaders().add("x-internal", "no");
                    exchange.sendResponseHeaders(200, -1);
                });
                var gate = GateUnderTest.to(GateUnderTest.PATIENT, server.address())) {
            var egress = gate.egress(new Placement.Header("x-api-key", "{key}"), Map.of("key", "live-k3y-123"));
            for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
                var sent = egress.send(Forms.request(method, "/items", "", List.of(), Optional.empty()));

                assertThat(sent)
                        .isInstanceOfSatisfying(
                                Outcome.Ok.class,
                                ok -> assertThat(((dev.patchbay.toolkit.UpstreamAnswer) ok.value()).headers())
                                        .containsOnly(
                                                Map.entry("content-type", "text/plain"),
                                                Map.entry("etag", "\"[redacted]\""),
                                                Map.entry("x-ratelimit-remaining", "7")));
            }
            assertThat(server.seen()).extracting(RecordingServer.Seen::method).containsExactly("GET", "HEAD");
        }
    }

    private static Reading read(String endpoint, Parameter... parameters) {
        var raw = new RawRequest(HttpMethod.GET, endpoint, List.of(parameters), Optional.empty());
        return RawRequests.read(raw, FORM, BASES, RawRequests.published(FORM));
    }

    private static BaseUrl base(String url) {
        return switch (BaseUrl.parse(url)) {
            case Checked.Passed<BaseUrl>(var base) -> base;
            case Checked.Refused<BaseUrl>(var reason) -> throw new AssertionError(reason);
        };
    }
}

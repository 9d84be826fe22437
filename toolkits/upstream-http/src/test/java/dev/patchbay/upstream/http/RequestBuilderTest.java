package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.blamed;
import static dev.patchbay.upstream.http.Fixtures.built;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.Member;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.RequestTemplate.ListStyle;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.UpstreamRequest;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBuilderTest {
    private static final Tool ONE =
            aTool(HttpMethod.GET).fixed("/a/").one("name").fixed("/b").build();
    private static final Tool MANY =
            aTool(HttpMethod.GET).fixed("/files/").many("name").build();
    private static final Tool HEADER =
            aTool(HttpMethod.GET).fixed("/a").header("user-token", "token").build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"x/y\"         | /a/x%2Fy/b",
                "\"a b+c\"       | /a/a%20b%2Bc/b",
                "\"a%20b\"       | /a/a%2520b/b",
                "\"..%2f..\"     | /a/..%252f../b",
                "\"?x=1#y&z;@:\" | /a/%3Fx%3D1%23y%26z%3B%40%3A/b",
                "\"Äpfel🍎\"      | /a/%C3%84pfel%F0%9F%8D%8E/b",
                "\"a.b-c_d~e\"   | /a/a.b-c_d~e/b",
                "\"...\"         | /a/.../b",
                "\"\\\\\"        | /a/%5C/b",
                "7               | /a/7/b",
                "1e3             | /a/1000/b",
                "5.0             | /a/5/b",
                "-0.25           | /a/-0.25/b",
                "true            | /a/true/b",
                "123456789012345678901234567890 | /a/123456789012345678901234567890/b",
            })
    void aPathArgumentIsOneEncodedSegment(String value, String path) {
        assertThat(built(ONE, "{\"name\": " + value + "}").path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\".\"",
                "\"..\"",
                "\"a\\u0000\"",
                "\"a\\r\\nb\"",
                "\"\\u007f\"",
                "\"\\u0085\"",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "null",
                "[\"a\"]",
                "{}",
                "1e999999999",
                "1e-999999999"
            })
    void aPathArgumentThatCannotBeASegmentIsRefusedByName(String value) {
        assertThat(blamed(ONE, "{\"name\": " + value + "}")).containsExactly("name");
    }

    @Test
    void anAbsentPathArgumentIsRefused() {
        assertThat(blamed(ONE, "{}")).containsExactly("name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/web/img/a b.png | /files/web/img/a%20b.png",
                "//web//          | /files/web",
                "''               | /files/",
                "/                | /files/",
                "...              | /files/...",
                "a%2F..%2Fb       | /files/a%252F..%252Fb",
            })
    void slashesSeparateSegmentsWhereTheTemplateSaysMany(String value, String path) {
        assertThat(built(MANY, "{\"name\": \"" + value + "\"}").path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "..", "a/../b", "./a", "a/.", "a/\\u0000", "a/\\n/b"})
    void aManyArgumentWithAnEmptyOrDotOrBrokenPartIsRefused(String value) {
        assertThat(blamed(MANY, "{\"name\": \"" + value + "\"}")).containsExactly("name");
    }

    @ParameterizedTest
    @CsvSource({"'', /files/copy", "a/b, /files/a/b/copy"})
    void theRootLeavesNoEmptySegmentBehind(String value, String path) {
        var tool = aTool(HttpMethod.GET)
                .fixed("/files/")
                .many("name")
                .fixed("/copy")
                .build();

        assertThat(built(tool, "{\"name\": \"" + value + "\"}").path()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"a b&c=d+e\"    | q=a%20b%26c%3Dd%2Be",
                "\"\"             | q=",
                "false            | q=false",
                "0                | q=0",
                "12345678901234567890 | q=12345678901234567890",
                "1E+2             | q=100",
                "[\"a\",\"b,c\",null,1] | q=a&q=b%2Cc&q=1",
                "[]               | ``",
                "null             | ``",
                "{\"k\": [1, \"ü\"]} | q=%7B%22k%22%3A%5B1%2C%22%C3%BC%22%5D%7D",
                "[[1,2]]          | q=%5B1%2C2%5D",
            })
    void aQueryValueIsEncodedAndListsRepeatTheName(String value, String query) {
        var tool = aTool(HttpMethod.GET)
                .fixed("/a")
                .query("q", "arg", ListStyle.REPEAT)
                .build();

        assertThat(built(tool, "{\"arg\": " + value + "}").query()).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[\"a b\",\"c,d\"] | q=a%20b,c%2Cd", "[] | q=", "\"a,b\" | q=a%2Cb"})
    void aCommaListIsOneParameter(String value, String query) {
        var tool = aTool(HttpMethod.GET)
                .fixed("/a")
                .query("q", "arg", ListStyle.COMMA)
                .build();

        assertThat(built(tool, "{\"arg\": " + value + "}").query()).isEqualTo(query);
    }

    @Test
    void queryNamesAndConstantsAreEncodedInTheOrderOfTheTemplate() {
        var tool = aTool(HttpMethod.GET)
                .fixed("/a")
                .queryConstant("action", "count all")
                .query("a&b", "arg", ListStyle.REPEAT)
                .build();

        assertThat(built(tool, "{\"arg\": 1}").query()).isEqualTo("action=count%20all&a%26b=1");
    }

    @Test
    void aBrokenElementOfAListIsNamedByItsIndex() {
        var tool = aTool(HttpMethod.GET)
                .fixed("/a")
                .query("q", "tags", ListStyle.REPEAT)
                .build();

        assertThat(blamed(tool, "{\"tags\": [\"a\", \"\\ud800\", {\"k\": \"\\udc00\"}]}"))
                .containsExactly("tags[1]", "tags[2].k");
    }

    @Test
    void headersFollowTheAcceptHeaderAndAbsentOnesAreLeftOut() {
        assertThat(built(HEADER, "{\"token\": \"a b\\tc~\"}").headers())
                .containsExactly(new Header("accept", "application/json"), new Header("user-token", "a b\tc~"));
        assertThat(built(HEADER, "{}").headers()).containsExactly(new Header("accept", "application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nx: y", "a\\u0000", "ä", "a\\u007f", " a", "a\\t", "\\ud800"})
    void aHeaderValueThatAReceiverWouldReadOtherwiseIsRefused(String value) {
        assertThat(blamed(HEADER, "{\"token\": \"" + value + "\"}")).containsExactly("token");
    }

    @Test
    void aRefusalNeverRepeatsTheValue() {
        var failure = Fixtures.failureOf(Fixtures.build(HEADER, Fixtures.object("{\"token\": \"s3cret\\n\"}")));

        assertThat(failure.toString()).contains("token").doesNotContain("s3cret");
    }

    @Test
    void aBodyHoldsTheGivenMembersOnlyAndExactly() {
        var tool = aTool(HttpMethod.POST).fixed("/a").body(members()).build();

        assertThat(bodyOf(tool, """
                {"one": null, "two": {"f": false, "z": 0, "e": "", "l": [], "n": null,
                 "big": 123456789012345678901234567890, "d": 0.10000000000000000001}}"""))
                .isEqualTo("{\"second\":{\"f\":false,\"z\":0,\"e\":\"\",\"l\":[],\"n\":null,"
                        + "\"big\":123456789012345678901234567890,\"d\":0.10000000000000000001},\"kind\":\"fruit\"}");
    }

    @ParameterizedTest
    @EnumSource(HttpMethod.class)
    void anObjectWithoutMembersIsSentWhereABodyIsExpected(HttpMethod method) {
        var tool = aTool(method)
                .fixed("/a")
                .body(new BodyTemplate.Members(
                        List.of(new Member("x", new BodyTemplate.Value.Argument("x"))), Optional.empty()))
                .build();

        var bodiless = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);
        var expected = bodiless.contains(method) ? List.<String>of() : List.of("{}");
        var request = built(tool, "{}");
        assertThat(request.body().map(_ -> Fixtures.text(request)).stream().toList())
                .isEqualTo(expected);
    }

    @Test
    void aWholeBodyHasNoWrapperAndADeleteKeepsIt() {
        var tool = aTool(HttpMethod.DELETE)
                .fixed("/a")
                .body(new BodyTemplate.Whole("tags"))
                .build();

        assertThat(bodyOf(tool, "{\"tags\": [\"ä\", 1]}")).isEqualTo("[\"ä\",1]");
        assertThat(built(tool, "{\"tags\": [1]}").body())
                .containsInstanceOf(UpstreamRequest.Whole.class)
                .hasValueSatisfying(body ->
                        assertThat(((UpstreamRequest.Whole) body).contentType()).isEqualTo("application/json"));
        assertThat(built(tool, "{}").body()).isEmpty();
    }

    @Test
    void noBodyMeansNoBody() {
        assertThat(built(aTool(HttpMethod.POST).fixed("/a").build(), "{}").body())
                .isEmpty();
    }

    @Test
    void aBodyThatUtf8CannotCarryIsRefusedWhereItIsBroken() {
        var tool = aTool(HttpMethod.POST).fixed("/a").body(members()).build();

        assertThat(blamed(tool, "{\"one\": [{\"k\": \"\\ud800\"}], \"two\": {\"\\udfff\": 1}}"))
                .containsExactly("one[0].k", "two");
    }

    @Test
    void aBodyNestedWithoutEndIsRefused() {
        var tool = aTool(HttpMethod.POST).fixed("/a").body(members()).build();

        assertThat(blamed(tool, "{\"one\": " + "[".repeat(300) + "]".repeat(300) + "}"))
                .hasSize(1);
    }

    @Test
    void everyViolationIsReportedUpToTen() {
        var many = aTool(HttpMethod.GET).fixed("/a");
        for (int i = 0; i < 12; i++) {
            many.fixed("/").one("p" + i);
        }

        assertThat(blamed(many.build(), "{\"p0\": \"..\", \"p1\": \"\"}"))
                .hasSize(10)
                .startsWith("p0", "p1", "p2");
    }

    private static BodyTemplate members() {
        return new BodyTemplate.Members(
                List.of(
                        new Member("first", new BodyTemplate.Value.Argument("one")),
                        new Member("second", new BodyTemplate.Value.Argument("two")),
                        new Member("kind", new BodyTemplate.Value.Constant("fruit"))),
                Optional.empty());
    }

    private static String bodyOf(Tool tool, String arguments) {
        return Fixtures.text(built(tool, arguments));
    }
}

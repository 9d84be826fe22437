package dev.patchbay.upstream.http;

import static dev.patchbay.upstream.http.Fixtures.aTool;
import static dev.patchbay.upstream.http.Fixtures.blamed;
import static dev.patchbay.upstream.http.Fixtures.built;
import static dev.patchbay.upstream.http.Fixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.BodyTemplate;
import dev.patchbay.toolkit.BodyTemplate.Member;
import dev.patchbay.toolkit.BodyTemplate.Value;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.Tool;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodiesTest {
    private static final Tool SPREAD = aTool(HttpMethod.POST)
            .fixed("/a")
            .body(new BodyTemplate.Members(
                    List.of(
                            new Member("email", new Value.Argument("email")),
                            new Member("kind", new Value.Constant("fruit"))),
                    Optional.of("others")))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"others\": {\"a\": 1, \"n\": null}} | {\"a\": 1, \"n\": null, \"kind\": \"fruit\"}",
                "{\"others\": {\"kind\": 1, \"email\": 2}, \"email\": \"e\"} | {\"email\": \"e\", \"kind\": \"fruit\"}",
                "{\"others\": {\"email\": 2}, \"email\": null} | {\"email\": 2, \"kind\": \"fruit\"}",
                "{\"others\": {}} | {\"kind\": \"fruit\"}",
                "{} | {\"kind\": \"fruit\"}",
            })
    void spreadMembersStandBesideTheNamedOnesWhichWin(String arguments, String body) {
        assertThat(json(Fixtures.text(built(SPREAD, arguments)))).isEqualTo(json(body));
    }

    @Test
    void whatIsSpreadMustBeAnObjectThatUtf8CanCarry() {
        assertThat(blamed(SPREAD, "{\"others\": [1]}")).containsExactly("others");
        assertThat(blamed(SPREAD, "{\"others\": {\"a\": \"\\ud800\"}}")).containsExactly("others.a");
    }

    @Test
    void spreadingLeavesTheCallersArgumentsAlone() {
        var arguments = Fixtures.object("{\"others\": {\"a\": 1, \"kind\": 2}, \"email\": \"e\"}");
        var before = arguments.deepCopy();

        Fixtures.build(SPREAD, arguments);

        assertThat(arguments).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"a\", {\"name\": \"b\", \"c\": 1}, 2] | [{\"name\": \"a\"}, {\"name\": \"b\", \"c\": 1}, {\"name\": 2}]",
                "[] | []",
                "{\"a\": 1} | {\"a\": 1}",
            })
    void elementsThatAreNoObjectsBecomeObjects(String list, String body) {
        assertThat(member(new Value.Objects("list", "name"), list)).isEqualTo(body.replace(" ", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[\"a b\", 1, null, true] | \"a b,1,true\"",
                "[\"f(a,b) as c\"] | \"f(a,b) as c\"",
                "[] | \"\"",
                "\"a,b\" | \"a,b\"",
                "7 | 7",
            })
    void aListIsJoinedWithCommasAndAnythingElseStays(String list, String body) {
        assertThat(member(new Value.Joined("list"), list)).isEqualTo(body);
    }

    @Test
    void whatCannotBeJoinedIsNamedByItsIndex() {
        var tool = aTool(HttpMethod.POST)
                .fixed("/a")
                .body(new BodyTemplate.Members(List.of(new Member("m", new Value.Joined("list"))), Optional.empty()))
                .build();

        assertThat(blamed(tool, "{\"list\": [\"a\", {}, [1]]}")).containsExactly("list[1]", "list[2]");
    }

    private static String member(Value value, String list) {
        var tool = aTool(HttpMethod.POST)
                .fixed("/a")
                .body(new BodyTemplate.Members(List.of(new Member("m", value)), Optional.empty()))
                .build();
        return json(Fixtures.text(built(tool, "{\"list\": " + list + "}")))
                .get("m")
                .toString();
    }
}

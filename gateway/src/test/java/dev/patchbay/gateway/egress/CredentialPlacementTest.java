package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamRequest.Header;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialPlacementTest {
    private static final BaseUrl BASE = new BaseUrl(true, "api.example.com", 443, "/v1");
    private static final Placement PREFIX = new Placement.PathPrefix("/app/{key}");

    @Test
    void basicHoldsUserNameAndPassword() {
        var placed = place(new Placement.Basic("{key}", ""), "live_123");
        assertThat(headers(placed)).containsExactly(new Header("authorization", "Basic bGl2ZV8xMjM6"));
    }

    @Test
    void severalPlacementsAllApplyInTheirOrder() {
        var placed = CredentialPlacement.place(
                List.of(
                        new Placement.PathPrefix("/{a}"),
                        new Placement.Basic("{a}", "{b}"),
                        new Placement.Query("q", "{b}"),
                        new Placement.PathPrefix("/x/{b}"),
                        new Placement.Header("x-key", "{b}"),
                        new Placement.Query("r", "{a}")),
                Forms.values(Map.of("a", "1", "b", "2/3")));
        assertThat(placed)
                .isEqualTo(Checked.passed(new PlacedCredential(
                        "/1/x/2%2F3",
                        "q=2%2F3&r=1",
                        List.of(new Header("authorization", "Basic MToyLzM="), new Header("x-key", "2/3")),
                        List.of("MToyLzM="))));
    }

    @Test
    void twoPlacementsInOneHeaderAreRefused() {
        for (var placements : List.of(
                List.<Placement>of(new Placement.Header("x-key", "{a}"), new Placement.Header("X-Key", "{a}")),
                List.<Placement>of(new Placement.Basic("{a}", ""), new Placement.Header("Authorization", "{a}")))) {
            assertThat(CredentialPlacement.place(placements, Forms.values(Map.of("a", "1"))))
                    .isEqualTo(Checked.refused(Refusal.HEADER));
        }
    }

    @Test
    void aMissingFieldIsRefused() {
        assertThat(place(new Placement.Header("x-key", "{other}"), "value"))
                .isEqualTo(Checked.refused(Refusal.FIELD_MISSING));
    }

    @Test
    void aUserNameWithAColonIsRefused() {
        assertThat(place(new Placement.Basic("{key}", ""), "a:b")).isEqualTo(Checked.refused(Refusal.FIELD_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx-evil: 1", "a\nb", "a\rb", "a\0b", "a\tb", "a\u007fb", "a\u0085b"})
    void controlCharactersAreRefusedEverywhere(String value) {
        for (Placement placement : List.of(
                new Placement.Basic("{key}", ""),
                new Placement.Header("x-key", "{key}"),
                new Placement.Query("key", "{key}"),
                PREFIX)) {
            assertThat(place(placement, value)).isEqualTo(Checked.refused(Refusal.FIELD_VALUE));
        }
    }

    @Test
    void halfACharacterIsRefused() {
        assertThat(FieldValues.isPlain("a\ud800b")).isFalse();
        assertThat(FieldValues.isPlain("a\ud83d\ude00b")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void aPathSegmentThatServersResolveAwayIsRefused(String value) {
        assertThat(place(PREFIX, value)).isEqualTo(Checked.refused(Refusal.FIELD_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ключ", " padded", "padded "})
    void aHeaderHoldsVisibleAsciiOnly(String value) {
        assertThat(place(new Placement.Header("x-key", "{key}"), value))
                .isEqualTo(Checked.refused(Refusal.FIELD_VALUE));
    }

    @Property(tries = 10_000)
    void aPathPrefixChangesOneSegmentAndNothingElse(@ForAll("hostile") String value) {
        place(PREFIX, value)
                .then(placed -> RequestAssembly.assemble(BASE, placed, Forms.get("/items")))
                .map(outgoing -> {
                    var whole = URI.create("https://api.example.com" + outgoing.target());
                    assertThat(whole.getRawPath().split("/", -1)).hasSize(5).startsWith("", "v1", "app");
                    assertThat(whole.getRawPath()).endsWith("/items");
                    assertThat(whole.getRawQuery()).isNull();
                    assertThat(whole.getRawFragment()).isNull();
                    assertThat(decoded(whole.getRawPath().split("/", -1)[3])).isEqualTo(value);
                    return outgoing;
                });
    }

    @Property(tries = 10_000)
    void aQueryValueChangesOneParameterAndNothingElse(@ForAll("hostile") String value) {
        place(new Placement.Query("key", "{key}"), value)
                .then(placed -> RequestAssembly.assemble(BASE, placed, Forms.get("/items")))
                .map(outgoing -> {
                    var whole = URI.create("https://api.example.com" + outgoing.target());
                    assertThat(whole.getRawPath()).isEqualTo("/v1/items");
                    assertThat(whole.getRawQuery().split("[&=]", -1)).hasSize(2);
                    assertThat(decoded(whole.getRawQuery().substring(4))).isEqualTo(value);
                    return outgoing;
                });
    }

    @Property(tries = 10_000)
    void aValueIsRefusedOnlyIfItCannotBePlaced(@ForAll("hostile") String value) {
        boolean placeable =
                FieldValues.isPlain(value) && !List.of("", ".", "..").contains(value);
        assertThat(place(PREFIX, value) instanceof Checked.Passed).isEqualTo(placeable);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Arbitraries.of(
                                        "/", "\\", "..", ".", "%2f", "%", "?", "#", "@", ":", "&", "=", ";", " ", "ü",
                                        "😀")
                                .list()
                                .ofMaxSize(6)
                                .map(parts -> String.join("", parts))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
    }

    private static Checked<PlacedCredential> place(Placement placement, String value) {
        return CredentialPlacement.place(placement, Forms.values(Map.of("key", value)));
    }

    private static List<Header> headers(Checked<PlacedCredential> placed) {
        return switch (placed) {
            case Checked.Passed<PlacedCredential>(PlacedCredential credential) -> credential.headers();
            case Checked.Refused<PlacedCredential> refused -> throw new AssertionError(refused);
        };
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

package dev.patchbay.authstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdsTest {
    private final Ids ids = new Ids(new SecureRandom());

    @ParameterizedTest
    @EnumSource
    void everyIdHasAPrefixAndTwentyTwoCharacters(Ids.Kind kind) {
        assertThat(ids.next(kind))
                .matches("(pr|key|adk|ac|ca|trs|log|req|st|file|res|sig|ln|ex|mcps|ans|cst)_[0-9A-Za-z]{22}");
    }

    @Test
    void aTenantIdIsAcceptedAsOne() {
        assertThat(new TenantId(ids.next(Ids.Kind.TENANT))).asString().startsWith("pr_");
    }

    /** R05: what one id says about the next is nothing. 22 characters out of 62 are 130.9 bits. */
    @ParameterizedTest
    @EnumSource
    void tenThousandIdsShowNeitherOrderNorPattern(Ids.Kind kind) {
        var many = Stream.generate(() -> ids.next(kind))
                .limit(10_000)
                .map(id -> id.substring(id.indexOf('_') + 1))
                .toList();

        assertThat(many).doesNotHaveDuplicates();
        var rising = IntStream.range(1, many.size())
                .filter(i -> many.get(i - 1).compareTo(many.get(i)) < 0)
                .count();
        assertThat(rising).isBetween(4_700L, 5_300L); // 10 standard deviations of 29
        for (int at = 0; at < many.getFirst().length(); at++) {
            var place = at;
            var counts = many.stream().collect(Collectors.groupingBy(id -> id.charAt(place), Collectors.counting()));
            assertThat(counts).as("characters at " + place).hasSize(62);
            // 161 expected, with a standard deviation of 12.6
            assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(61L, 261L));
        }
    }

    @Test
    void noTwoOfManyAreEqual() {
        assertThat(Stream.generate(() -> ids.next(Ids.Kind.SESSION)).limit(10_000))
                .doesNotHaveDuplicates();
    }
}

package dev.patchbay.authstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdsTest {
    private final Ids ids = new Ids(new SecureRandom());

    @ParameterizedTest
    @EnumSource
    void everyIdHasAPrefixAndTwentyTwoCharacters(Ids.Kind kind) {
        assertThat(ids.next(kind)).matches("(pr|key|ac|ca|trs|log|req|st|file)_[0-9A-Za-z]{22}");
    }

    @Test
    void aTenantIdIsAcceptedAsOne() {
        assertThat(new TenantId(ids.next(Ids.Kind.TENANT))).asString().startsWith("pr_");
    }

    @Test
    void noTwoOfManyAreEqual() {
        assertThat(Stream.generate(() -> ids.next(Ids.Kind.SESSION)).limit(10_000))
                .doesNotHaveDuplicates();
    }
}

package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GrepTest {

    @Test
    void lettersMatchInEitherCaseAndExpressionsAsSuch() {
        assertThat(Grep.of("ERROR").isIn("an error")).isTrue();
        assertThat(Grep.of("t1[0-9]$").isIn(Data.json("{'a':['t17']}"))).isTrue();
        assertThat(Grep.of("t1[0-9]$").isIn(Data.json("{'t17':['t2']}"))).isFalse();
        assertThat(Grep.of("42").isIn(Data.json("[1,{'a':142}]"))).isTrue();
        assertThat(Grep.of("null").isIn(Data.json("[null]"))).isFalse();
    }

    @Test
    void whatIsNoExpressionIsTakenAsText() {
        assertThat(Grep.of("f(x").isIn("y = f(x)")).isTrue();
        assertThat(Grep.of("[a").isIn("b")).isFalse();
    }

    /** An engine that goes back needs more steps here than there are atoms. */
    @Test
    @Timeout(10)
    void noExpressionGoesBackAndForth() {
        assertThat(Grep.of("(a+)+$").isIn("a".repeat(50_000) + "b")).isFalse();
        assertThat(Grep.of("(x*)*y").isIn("x".repeat(50_000))).isFalse();
    }

    @Test
    @Timeout(20)
    void allThatOneSearchLooksAtIsBounded() {
        var costly = Grep.of("(a?){500}b");
        var text = "a".repeat(100_000);

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        costly.isIn(text);
                    }
                })
                .isInstanceOf(TooMuch.class);
    }

    @Test
    void longExpressionsAndRepeatsThatMultiplyAreRefused() {
        assertThatThrownBy(() -> Grep.of("a".repeat(201))).hasMessageContaining("200 characters");
        assertThatThrownBy(() -> Grep.of("((a{99}){99}){99}")).hasMessageContaining("multiply");
    }
}

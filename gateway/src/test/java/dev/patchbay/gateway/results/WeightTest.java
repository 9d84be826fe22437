package dev.patchbay.gateway.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-17",
                "9223372036854775807",
                "1.5",
                "''",
                "'abc'",
                "[]",
                "{}",
                "[1]",
                "[1,[],{}]",
                "{'a':1}",
                "{'a':[true,false],'bc':{'d':'e'}}"
            })
    void whatHasNothingEscapedWeighsWhatItsJsonHas(String json) {
        assertThat(Weight.of(Data.json(json))).isEqualTo(json.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "-1", "0", "1E+5", "0.001", "-12.50", "1E-400", "0E+3", "123456789012345678901234567890"})
    void aDecimalWeighsNoMoreThanItsText(String text) {
        var number = DecimalNode.valueOf(new BigDecimal(text));

        assertThat(Weight.of(number)).isBetween(1L, (long) number.toString().length());
    }

    @Test
    void aLongNumberWeighsItsDigits() {
        var digits = "7".repeat(9_000);

        assertThat(Weight.of(BigIntegerNode.valueOf(new BigInteger(digits))))
                .isCloseTo(9_000L, Percentage.withPercentage(1));
        assertThat(Weight.of(DecimalNode.valueOf(new BigDecimal("-0." + digits))))
                .isCloseTo(9_003L, Percentage.withPercentage(1));
    }

    @Test
    @Timeout(10)
    void itStopsWhenThereIsMore() {
        JsonNode value = TextNode.valueOf("x");
        for (int i = 0; i < 60; i++) {
            value = JsonNodeFactory.instance.arrayNode().add(value).add(value);
        }

        assertThat(Weight.isMore(value, 1_000_000)).isTrue();
        assertThat(Weight.upTo(value, 1_000_000)).isLessThan(1_001_000);
    }
}

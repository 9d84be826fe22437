package dev.patchbay.backendless;

import static dev.patchbay.backendless.ScriptedSteps.TOOL;
import static dev.patchbay.backendless.ScriptedSteps.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindRowsTest {
    private final ScriptedSteps steps = new ScriptedSteps().answering("[]");

    @ParameterizedTest(name = "a query of {0} bytes goes by {1}")
    @CsvSource({"0, read", "1887, read", "1888, find", "3000, find"})
    void anAddressOfMoreThanTwoThousandBytesBecomesAPost(int length, String step) {
        // 110 for the base, 2 for the path, 1 for the question mark.
        steps.withQueryOf(length);

        Ends.value(new FindRows().call(TOOL, arguments("{where: 'a'}"), steps));

        assertThat(steps.sent()).containsExactly(step + " {\"where\":\"a\"}");
    }

    @ParameterizedTest(name = "{0} is sent as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{distinct: true} | {\"distinct\":true}",
                "{distinct: false} | {\"distinct\":false}",
                "{distinct: 'true', props: 'a'} | {\"distinct\":true,\"props\":\"a\"}",
                "{distinct: 'false'} | {\"distinct\":false}",
                "{distinct: 'trees'} | {\"distinct\":true,\"props\":\"trees\"}",
                "{distinct: 'trees', props: null} | {\"distinct\":true,\"props\":\"trees\"}",
                "{distinct: 'trees', props: ['a']} | {\"distinct\":true,\"props\":[\"a\"]}",
                "{} | {}",
            })
    void aColumnsNameForDistinctMeansDistinctRowsOfThisColumn(String given, String sent) {
        var arguments = arguments(given);

        Ends.value(new FindRows().call(TOOL, arguments, steps));

        assertThat(steps.sent()).containsExactly("read " + sent);
        assertThat(arguments).as("the caller's own arguments").isEqualTo(arguments(given));
    }

    @Test
    void bothWaysSendTheSameArguments() {
        steps.withQueryOf(5000);

        Ends.value(new FindRows().call(TOOL, arguments("{distinct: 'trees', 'user-token': 'T'}"), steps));

        assertThat(steps.sent()).containsExactly("find {\"distinct\":true,\"user-token\":\"T\",\"props\":\"trees\"}");
    }
}

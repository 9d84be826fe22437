package dev.patchbay.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    application/json, text/event-stream        | JSON
                    text/event-stream, application/json        | JSON
                    text/event-stream                          | EVENT_STREAM
                    application/json                           | JSON
                    application/json;q=0.1, text/event-stream  | EVENT_STREAM
                    application/json;q=0, text/event-stream    | EVENT_STREAM
                    */*                                        | JSON
                    text/*                                     | EVENT_STREAM
                    text/html                                  | NONE
                    application/json;q=nonsense                | NONE
                    APPLICATION/JSON                           | JSON
                    """)
    void theClientsAcceptHeaderDecides(String accept, Answer expected) {
        assertThat(Answer.preferredBy(accept)).isEqualTo(expected);
    }

    @Test
    void aClientThatSaysNothingGetsJson() {
        assertThat(Answer.preferredBy(null)).isEqualTo(Answer.JSON);
    }
}

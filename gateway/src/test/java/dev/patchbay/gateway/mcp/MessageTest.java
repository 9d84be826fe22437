package dev.patchbay.gateway.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTest {

    @ParameterizedTest(name = "{0} -> {1}, id {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    {                                                     | -32700 | null
                    nonsense                                              | -32700 | null
                    {'jsonrpc':'2.0','jsonrpc':'2.0','id':1,'method':'m'} | -32700 | null
                    []                                                    | -32600 | null
                    [{'jsonrpc':'2.0','id':1,'method':'ping'}]            | -32600 | null
                    7                                                     | -32600 | null
                    {'jsonrpc':'1.0','id':1,'method':'m'}                 | -32600 | 1
                    {'id':1,'method':'m'}                                 | -32600 | 1
                    {'jsonrpc':'2.0','id':1}                              | -32600 | 1
                    {'jsonrpc':'2.0','id':1,'method':7}                   | -32600 | 1
                    {'jsonrpc':'2.0','id':1.5,'method':'m'}               | -32600 | null
                    {'jsonrpc':'2.0','id':null,'method':'m'}              | -32600 | null
                    {'jsonrpc':'2.0','id':{},'method':'m'}                | -32600 | null
                    {'jsonrpc':'2.0','id':'a','method':'m','params':[]}   | -32600 | "a"
                    """)
    void whatIsNoMessageIsNamed(String text, int code, String id) {
        assertThat(read(text)).isInstanceOfSatisfying(Message.Malformed.class, malformed -> {
            assertThat(malformed.code()).isEqualTo(code);
            assertThat(malformed.id()).hasToString(id);
        });
    }

    @Test
    void idsOfAnySizeAreEchoedAsTheyCame() {
        assertThat(read("{'jsonrpc':'2.0','id':123456789012345678901234567890,'method':'ping'}"))
                .isInstanceOfSatisfying(
                        Message.Request.class,
                        request -> assertThat(request.id()).hasToString("123456789012345678901234567890"));
    }

    @Test
    void aMessageWithoutIdIsANotification() {
        assertThat(read("{'jsonrpc':'2.0','method':'notifications/initialized'}"))
                .isInstanceOf(Message.Notification.class);
    }

    @Test
    void anAnswerOfTheClientIsTaken() {
        assertThat(read("{'jsonrpc':'2.0','id':'ex_1-0','result':{}}"))
                .isInstanceOfSatisfying(Message.Answer.class, answer -> {
                    assertThat(answer.id().textValue()).isEqualTo("ex_1-0");
                    assertThat(answer.message().has("result")).isTrue();
                });
    }

    @Test
    void nestingBeyondTheLimitIsRefused() {
        var deep = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"m\",\"params\":{\"a\":" + "[".repeat(70) + "]".repeat(70)
                + "}}";
        assertThat(Message.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Message.Malformed.class,
                        malformed -> assertThat(malformed.problem()).contains("depth"));
    }

    private static Message read(String text) {
        return Message.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}

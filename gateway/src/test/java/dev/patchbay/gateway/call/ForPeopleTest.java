package dev.patchbay.gateway.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForPeopleTest {

    @Test
    void whatIsOrdinaryStaysAsItIs() {
        var value = Json.object()
                .put("name", "Äpfel, 苹果 & תפוח 🍎 \"red\"")
                .put("count", 7)
                .put("all", true);
        assertThat(ForPeople.json(value)).isEqualTo(value.toString());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x0a, 0x1b, 0x7f, 0x85, 0x9b, 0xa0, 0xad, 0x061c, 0x200b, 0x200e, 0x202e, 0x2028, 0x2066, 0x2800,
                0x3000, 0x3164, 0xfe0f, 0xfeff, 0xe000, 0x20dd, 0xe0041, 0xe0100, '`'
            })
    void nothingChangesHowTheRestIsRead(int point) throws Exception {
        var value = Json.object().put("a" + Character.toString(point), "b" + Character.toString(point) + "c");

        var text = ForPeople.json(value);

        assertThat(text.codePoints()).doesNotContain(point);
        assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
    }

    @Test
    void anEscapeThatTheCallerWroteDoesNotLookLikeOneOfOurs() {
        assertThat(ForPeople.json(Json.object().put("a", "\\u202e"))).isEqualTo("{\"a\":\"\\\\u202e\"}");
    }

    @Test
    void aLongTextIsShortenedAndTheOtherArgumentsAreThere() {
        var text = ForPeople.json(Json.object().put("body", "x".repeat(9000)).put("to", "everybody"));

        assertThat(text).contains("xxx… and 7976 more characters\"").endsWith(",\"to\":\"everybody\"}");
        assertThat(bytes(text)).isLessThanOrEqualTo(2048);
    }

    @Test
    void aLongListIsShortenedAndTheOtherArgumentsAreThere() {
        var value = Json.object();
        var list = value.putArray("ids");
        for (var i = 0; i < 5000; i++) {
            list.add("element " + i);
        }
        value.put("to", "everybody");

        var text = ForPeople.json(value);

        assertThat(text).contains("more elements\"],\"to\":\"everybody\"}");
        assertThat(bytes(text)).isLessThanOrEqualTo(2048);
    }

    @Test
    void whatIsTooMuchInAnyCaseIsCutOffAndSaysSo() {
        ObjectNode value = Json.object();
        for (var i = 0; i < 300; i++) {
            value.put("name-" + i + "-🍎", "苹果");
        }

        var text = ForPeople.json(value);

        assertThat(text).startsWith("{\"name-0-🍎\"").endsWith("… cut off; there is more than can be shown");
        assertThat(bytes(text)).isBetween(2040, 2048);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

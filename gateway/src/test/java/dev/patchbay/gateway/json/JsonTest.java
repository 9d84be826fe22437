package dev.patchbay.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32", "UTF-32BE", "UTF-32LE"})
    void refusesEveryEncodingButUtf8(String encoding) {
        assertRefused("{\"user_id\":\"ada\"}".getBytes(Charset.forName(encoding)));
    }

    @Test
    void refusesHalfASurrogatePairInUtf16() {
        var body = new ByteArrayOutputStream();
        "{\"user_id\":\"a\ud800\"}".chars().forEach(unit -> {
            body.write(unit >> 8);
            body.write(unit);
        });
        assertRefused(body.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufeff{\"user_id\":\"ada\"}", "{\"user_id\":\"ada\"}"})
    void takesUtf8WithAndWithoutAByteOrderMark(String body) throws MalformedJson {
        assertThat(Json.read(body.getBytes(StandardCharsets.UTF_8))).hasToString("{\"user_id\":\"ada\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\ufeff"})
    void saysThatNothingIsNoJson(String body) {
        assertThatThrownBy(() -> Json.read(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        MalformedJson.class,
                        malformed ->
                                assertThat(malformed.problem()).isEqualTo("The body is empty; JSON was expected."));
    }

    private static void assertRefused(byte[] body) {
        assertThatThrownBy(() -> Json.read(body)).isInstanceOf(MalformedJson.class);
    }
}

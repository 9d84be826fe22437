package dev.patchbay.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    private static final String SECRET = "s3cr/t+\"key\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cr/t+\"key\"",
                "s3cr%2Ft%2B%22key%22",
                "s3cr%2ft%2b%22key%22",
                "s3cr/t+\\\"key\\\"",
                "s3cr\\/t+\\\"key\\\"",
                "czNjci90KyJrZXki",
                "czNjci90KyJrZXkiOg=="
            })
    void takesEveryCommonFormOfASecretOut(String form) {
        var redactor = Redactor.of(List.of(SECRET), List.of("czNjci90KyJrZXkiOg=="));
        assertThat(redactor.scrub("{\"echo\":\"" + form + "\",\"again\":\"" + form + "\"}"))
                .isEqualTo("{\"echo\":\"[redacted]\",\"again\":\"[redacted]\"}");
    }

    @Test
    void leavesOtherTextAloneWithoutCopyingIt() {
        byte[] text = "nothing of interest, s3cr/t".getBytes(StandardCharsets.UTF_8);
        assertThat(Redactor.of(List.of(SECRET), List.of()).scrub(text)).isSameAs(text);
    }

    @Test
    void leavesShortValuesAlone() {
        assertThat(Redactor.of(List.of("1234567"), List.of("/us/1234567")).scrub("/us/1234567"))
                .isEqualTo("/us/1234567");
    }

    @Test
    void findsSecretsAtTheEdgesAndSideBySide() {
        assertThat(Redactor.of(List.of("abcdefgh"), List.of()).scrub("abcdefghabcdefgh"))
                .isEqualTo("[redacted][redacted]");
        assertThat(Redactor.of(List.of("abcdefgh"), List.of()).scrub("abcdefg")).isEqualTo("abcdefg");
    }

    @Test
    void leavesNoTailOfTheLongerOfTwoSecrets() {
        assertThat(Redactor.of(List.of("abcdefgh", "abcdefghijkl"), List.of()).scrub("abcdefghijkl"))
                .isEqualTo("[redacted]");
    }
}

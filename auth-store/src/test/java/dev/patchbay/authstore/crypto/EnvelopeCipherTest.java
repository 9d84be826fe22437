package dev.patchbay.authstore.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.authstore.TenantId;
import dev.patchbay.authstore.secret.RevealsSecret;
import dev.patchbay.authstore.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCipherTest {
    private static final TenantId TENANT = new TenantId("pr_" + "a".repeat(22));
    private static final TenantId OTHER = new TenantId("pr_" + "b".repeat(22));
    private static final Place PLACE = new Place("credentials", TENANT, "account_secret", "ca_1", "api_key");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final DataKey KEY = key(1);

    private final EnvelopeCipher cipher = new EnvelopeCipher(RANDOM);

    @Test
    void whatIsSealedOpensInItsPlace() {
        assertThat(opened(KEY, PLACE, sealed("hunter2"))).isEqualTo("hunter2");
        assertThat(opened(KEY, PLACE, sealed(""))).isEmpty();
    }

    @Test
    void theEnvelopeNamesItsKeyVersionAndHidesTheText() {
        byte[] envelope = cipher.seal(key(0x01020304), PLACE, Secret.copyOf("hunter2hunter2"));

        assertThat(envelope).startsWith(1, 1, 2, 3, 4).hasSize(1 + 4 + 12 + 14 + 16);
        assertThat(EnvelopeCipher.keyVersion(envelope)).isEqualTo(0x01020304);
        assertThat(new String(envelope, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    }

    static Stream<Place> otherPlaces() {
        return Stream.of(
                new Place("cookies", TENANT, "account_secret", "ca_1", "api_key"),
                new Place("credentials", OTHER, "account_secret", "ca_1", "api_key"),
                new Place("credentials", TENANT, "session", "ca_1", "api_key"),
                new Place("credentials", TENANT, "account_secret", "ca_2", "api_key"),
                new Place("credentials", TENANT, "account_secret", "ca_1", "user_token"),
                new Place("credentials", TENANT, "account_secret", "ca_1a", "pi_key"));
    }

    @ParameterizedTest
    @MethodSource("otherPlaces")
    void itOpensInNoOtherPlace(Place other) {
        byte[] envelope = sealed("hunter2");

        assertThatThrownBy(() -> cipher.open(KEY, other, envelope)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void theVersionOfTheKeyIsPartOfTheSeal() {
        byte[] envelope = sealed("hunter2");
        var renamed = new DataKey(2, KEY.key());
        byte[] relabelled = envelope.clone();
        relabelled[4] = 2;

        assertThatThrownBy(() -> cipher.open(renamed, PLACE, envelope)).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> cipher.open(renamed, PLACE, relabelled)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void anotherKeyDoesNotOpenIt() {
        assertThatThrownBy(() -> cipher.open(key(1), PLACE, sealed("hunter2"))).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void everyFlippedBitIsNoticed() {
        byte[] envelope = sealed("hunter2");
        for (int bit = 0; bit < envelope.length * Byte.SIZE; bit++) {
            byte[] changed = envelope.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

            assertThatThrownBy(() -> cipher.open(KEY, PLACE, changed))
                    .as("bit %d", bit)
                    .isInstanceOf(BrokenSealException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sk_live_a_plaintext_written_where_a_ciphertext_belongs"})
    void aPlaintextIsRefusedAndNotReturned(String column) {
        byte[] bytes = column.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> cipher.open(KEY, PLACE, bytes))
                .isInstanceOf(BrokenSealException.class)
                .message()
                .doesNotContain("sk_live");
    }

    @Test
    void aHundredThousandNoncesAreAllDifferent() {
        var nonces = new HashSet<String>();
        for (int i = 0; i < 100_000; i++) {
            byte[] envelope = sealed("x");
            nonces.add(new String(Arrays.copyOfRange(envelope, 5, 17), StandardCharsets.ISO_8859_1));
        }
        assertThat(nonces).hasSize(100_000);
    }

    @Test
    void aDataKeyDoesNotPrint() {
        assertThat(KEY).hasToString("DataKey[version 1]");
    }

    private byte[] sealed(String text) {
        return cipher.seal(KEY, PLACE, Secret.copyOf(text));
    }

    @RevealsSecret("to compare with what was sealed")
    private String opened(DataKey key, Place place, byte[] envelope) {
        return cipher.open(key, place, envelope).reveal(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static DataKey key(int version) {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return new DataKey(version, new SecretKeySpec(bytes, "AES"));
    }
}

package dev.patchbay.simulator.backendless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The recorded requests of the official client and what it accepted as answers, in order, in both forms of the address. */
class BackendlessPairsTest {
    private static final String NATIVE = "/" + Orchard.APPLICATION_ID + "/" + Orchard.REST_API_KEY;

    private final BackendlessSimulator backendless = BackendlessSimulator.start(0);

    @AfterEach
    void stop() {
        backendless.close();
    }

    @TestFactory
    Stream<DynamicTest> fortyPairsInNativeForm() {
        return run("pairs.json", NATIVE);
    }

    @TestFactory
    Stream<DynamicTest> fortyPairsInDomainForm() {
        return run("pairs.json", "/api");
    }

    @TestFactory
    Stream<DynamicTest> theSupplementInNativeForm() {
        return run("supplement.json", NATIVE);
    }

    @TestFactory
    Stream<DynamicTest> theSupplementInDomainForm() {
        return run("supplement.json", "/api");
    }

    @Test
    void thereAreFortyPairsAndElevenSupplements() {
        assertThat(read("pairs.json")).hasSize(40);
        assertThat(read("supplement.json").stream()
                        .map(pair -> pair.path("name").asText().split(":", 2)[0])
                        .distinct())
                .hasSize(11);
    }

    /** The state goes on from one pair to the next, so one that fails may take later ones with it. */
    private Stream<DynamicTest> run(String resource, String base) {
        var placeholders = new HashMap<String, String>();
        placeholders.put("B", base);
        placeholders.put("APP", Orchard.APPLICATION_ID);
        placeholders.put("KEY", Orchard.REST_API_KEY);
        placeholders.put("CLOUD", Orchard.CLOUD_CODE_KEY);
        placeholders.put("origin", backendless.origin());
        placeholders.put("rt", backendless.origin() + "/rt");
        return read(resource).stream()
                .map(raw -> Pair.of(raw, Map.copyOf(placeholders)))
                .map(pair -> DynamicTest.dynamicTest(pair.name(), () -> pair.check(backendless.origin())));
    }

    private static List<JsonNode> read(String resource) {
        try (var in = Objects.requireNonNull(BackendlessPairsTest.class.getResourceAsStream(resource))) {
            var pairs = new ArrayList<JsonNode>();
            Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .orElseThrow()
                    .forEach(pairs::add);
            return pairs;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package dev.patchbay.simulator.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * Compares a value with what a pair expects of it. An object may have more members than expected, unless {@code <size>} says
 * how many; an array has exactly the expected items. {@code <text>}, {@code <id>}, {@code <time>}, {@code <array>} stand for any;
 * {@code ["<contains>", …]} and {@code ["<matches>", regex]} look into a text; {@code <among>} lists items that an array has
 * somewhere.
 */
final class Expected {
    private Expected() {}

    static void check(String where, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            object(where, expected, actual);
        } else if (expected.isArray() && expected.path(0).asText().equals("<contains>")) {
            expected.forEach(part -> {
                if (!part.asText().equals("<contains>")) {
                    assertThat(actual.asText()).as(where).contains(part.asText());
                }
            });
        } else if (expected.isArray() && expected.path(0).asText().equals("<matches>")) {
            assertThat(actual.asText()).as(where).matches(expected.path(1).asText());
        } else if (expected.isArray()) {
            assertThat(actual).as(where).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                check(where + "/" + i, expected.path(i), actual.path(i));
            }
        } else {
            value(where, expected, actual);
        }
    }

    private static void object(String where, JsonNode expected, JsonNode actual) {
        assertThat(actual.isContainerNode())
                .as(where + " is an object or array")
                .isTrue();
        for (var member : expected.properties()) {
            switch (member.getKey()) {
                case "<size>" ->
                    assertThat(actual).as(where).hasSize(member.getValue().asInt());
                case "<among>" ->
                    member.getValue()
                            .forEach(wanted -> assertThat(StreamSupport.stream(actual.spliterator(), false))
                                    .as(where)
                                    .anySatisfy(item -> check(where, wanted, item)));
                default -> check(where + "/" + member.getKey(), member.getValue(), actual.path(member.getKey()));
            }
        }
    }

    private static void value(String where, JsonNode expected, JsonNode actual) {
        switch (expected.asText()) {
            case "<text>" ->
                assertThat(actual.isTextual() && !actual.textValue().isEmpty())
                        .as(where)
                        .isTrue();
            case "<id>" -> assertThat(actual.asText()).as(where).matches("[0-9a-f]{24}");
            case "<time>" ->
                assertThat(actual.asText()).as(where).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            case "<array>" ->
                assertThat(actual.isArray() ? "" : "no array").as(where).isEmpty();
            default -> {
                if (expected.asText().startsWith("<")) {
                    fail("Unknown placeholder " + expected.asText());
                }
                assertThat(actual).as(where).isEqualTo(expected);
            }
        }
    }
}

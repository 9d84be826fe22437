package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads list and flag parameters in every spelling the SDK generations use (contract 1.4). */
final class QueryList {
    private QueryList() {}

    /**
     * {@code name=a,b}, {@code name=a&name=b}, {@code name[]=a} and {@code name=["a","b"]}, all together; empty where nothing
     * was given.
     */
    static List<String> of(MultivaluedMap<String, String> query, String name) {
        var values = new ArrayList<String>();
        for (var spelling : List.of(name, name + "[]")) {
            for (var text : query.getOrDefault(spelling, List.of())) {
                texts(name, text)
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .map(value -> storable(name, value))
                        .forEach(values::add);
            }
        }
        return List.copyOf(values);
    }

    private static Stream<String> texts(String name, String text) {
        if (!text.startsWith("[")) {
            return Arrays.stream(text.split(",", -1));
        }
        try {
            var list = Json.read(text.getBytes(StandardCharsets.UTF_8));
            if (list.valueStream().allMatch(JsonNode::isTextual)) {
                return list.valueStream().map(JsonNode::textValue);
            }
        } catch (MalformedJson malformed) {
            // said below
        }
        throw ApiError.invalid(name + ": begins like a JSON list but is not one of strings");
    }

    static Optional<String> text(MultivaluedMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> storable(name, value));
    }

    /** PostgreSQL takes no NUL in a parameter either. */
    private static String storable(String name, String value) {
        if (value.indexOf(0) >= 0) {
            throw ApiError.invalid(name + ": must not hold NUL characters");
        }
        return value;
    }

    static Optional<Boolean> flag(MultivaluedMap<String, String> query, String name) {
        return text(query, name).map(value -> switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw ApiError.invalid(name + ": must be true or false");
        });
    }
}

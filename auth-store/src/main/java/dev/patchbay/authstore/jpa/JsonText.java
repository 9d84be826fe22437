package dev.patchbay.authstore.jpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON columns are mapped as text and read here, so that no setting of the application's JSON library changes them. */
final class JsonText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonText() {}

    static String of(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not expressible as JSON", e);
        }
    }

    static ObjectNode object(String column) {
        return read(column, new TypeReference<>() {});
    }

    static Map<String, String> texts(String column) {
        return read(column, new TypeReference<>() {});
    }

    private static <T> T read(String column, TypeReference<T> type) {
        try {
            return JSON.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON column holds something else", e);
        }
    }
}

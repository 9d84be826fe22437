package dev.patchbay.gateway.testhttp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document that answers by paths, see {@link Steps}. What is missing is null, and so is what would be below it; only a
 * number or a boolean must be there.
 */
@NullUnmarked
public final class JsonPath {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final @Nullable Object document;
    private String root = "";

    /** @throws IllegalArgumentException if it is not JSON */
    public JsonPath(String text) {
        try {
            this.document = JSON.readValue(text, Object.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("not JSON: " + text, wrong);
        }
    }

    /** The same document, from its own root. */
    JsonPath(JsonPath other) {
        this.document = other.document;
    }

    public static JsonPath from(String text) {
        return new JsonPath(text);
    }

    /** From now on paths begin there. */
    public JsonPath setRootPath(String path) {
        root = path;
        return this;
    }

    /** Objects as maps, arrays as lists, and numbers in the smallest type of integer or double that holds them. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the test says what it expects to find
    public <T> T get(String path) {
        return (T) Steps.of(root).then(Steps.of(path)).in(document);
    }

    /** Other values than texts are written as such. */
    public String getString(String path) {
        return getObject(path, String.class);
    }

    public int getInt(String path) {
        return there(path, Integer.class);
    }

    public long getLong(String path) {
        return there(path, Long.class);
    }

    public boolean getBoolean(String path) {
        return there(path, Boolean.class);
    }

    public <T> List<T> getList(String path) {
        return get(path);
    }

    public <T> List<T> getList(String path, Class<T> type) {
        List<?> found = get(path);
        return found == null ? null : found.stream().map(each -> as(type, each)).toList();
    }

    public <K, V> Map<K, V> getMap(String path) {
        return get(path);
    }

    public <T> T getObject(String path, Class<T> type) {
        return as(type, get(path));
    }

    /** The whole document as JSON. */
    public String prettify() {
        return JSON.valueToTree(document).toPrettyString();
    }

    /** For messages. */
    @Override
    public String toString() {
        return String.valueOf(document);
    }

    private <T> T there(String path, Class<T> type) {
        var found = getObject(path, type);
        if (found == null) {
            throw new AssertionError("nothing at " + path + " in " + document);
        }
        return found;
    }

    private static <T> T as(Class<T> type, @Nullable Object value) {
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        return type == String.class ? type.cast(value.toString()) : JSON.convertValue(value, type);
    }
}

package dev.patchbay.gateway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** The details of an act as JSON: one object of texts. */
final class Details {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Details() {}

    static String write(SortedMap<String, String> details) {
        var node = JsonNodeFactory.instance.objectNode();
        details.forEach(node::put);
        return node.toString();
    }

    /** What is no object of texts was not written by us: it is kept under a name that no detail has, and no seal holds over it. */
    static SortedMap<String, String> read(String json) {
        var details = new TreeMap<String, String>();
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object
                    && object.valueStream().allMatch(value -> value.isTextual())) {
                object.properties()
                        .forEach(entry ->
                                details.put(entry.getKey(), entry.getValue().textValue()));
                return details;
            }
        } catch (JsonProcessingException foreign) {
            // said below
        }
        details.put("", json);
        return details;
    }
}

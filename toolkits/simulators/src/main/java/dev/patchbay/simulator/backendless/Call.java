package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Query;
import dev.patchbay.simulator.http.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has been let in and routed.
 *
 * @param base the part of the path that named the application, for links in answers
 * @param rest what an open-ended route left over
 */
record Call(
        Application application,
        Caller caller,
        String base,
        Request request,
        Map<String, String> path,
        List<String> rest) {

    Call {
        path = Map.copyOf(path);
        rest = List.copyOf(rest);
    }

    String path(String variable) {
        return Optional.ofNullable(path.get(variable)).orElseThrow();
    }

    Query query() {
        return request.query();
    }

    /** A query parameter that must be a whole number; absent is empty. */
    Optional<Long> number(String name) {
        return query().first(name).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException _) {
                throw Refusal.of(Codes.MALFORMED, "Parameter " + name + " must be a whole number");
            }
        });
    }

    long requiredNumber(String name) {
        return number(name)
                .orElseThrow(() -> Refusal.of(Codes.MALFORMED, "Parameter " + name + " must be a whole number"));
    }

    boolean flag(String name) {
        return query().first(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** The body as an object; none counts as empty. The service insists on the content type. */
    ObjectNode object() {
        return request.body().isEmpty() ? Json.object() : body(ObjectNode.class, "object");
    }

    /** The body as an array; none counts as empty. */
    ArrayNode array() {
        return request.body().isEmpty() ? Json.array() : body(ArrayNode.class, "array");
    }

    /** A member of the body that must be a text with something in it. */
    String required(String member) {
        String text = object().path(member).asText("");
        if (text.isEmpty()) {
            throw Refusal.of(Codes.FIELD_MISSING, "Required field " + member + " is missing");
        }
        return text;
    }

    private <T extends JsonNode> T body(Class<T> type, String name) {
        if (!request.header("content-type").orElse("").startsWith("application/json")) {
            throw Refusal.of(Codes.NOT_JSON_TYPE, "Content type must be application/json");
        }
        return Json.parse(request.body().text())
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> Refusal.of(Codes.MALFORMED, "The body is not a JSON " + name));
    }

    static Answer answer(JsonNode value) {
        return Answer.json(200, value);
    }

    static Answer answer(long number) {
        return Answer.json(200, LongNode.valueOf(number));
    }

    static Answer answer(boolean value) {
        return Answer.json(200, BooleanNode.valueOf(value));
    }

    static Answer nothing() {
        return Answer.empty(200);
    }

    static Answer nullAnswer() {
        return Answer.json(200, NullNode.instance);
    }
}

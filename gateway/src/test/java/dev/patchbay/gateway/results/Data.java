package dev.patchbay.gateway.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Failure;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Violation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers as services give them. Quotes are single for reading's sake. */
final class Data {
    static final ResultHandle HANDLE = new ResultHandle("res_0123456789abcdefABCDEF");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Data() {}

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    static ObjectNode object(String text) {
        return (ObjectNode) json(text);
    }

    /** Tasks of a project, three of four completed, with a token for the next page. */
    static JsonNode tasks(int count) {
        return json(IntStream.range(0, count)
                .mapToObj(i -> "{'task_id':'t%d','status':'%s','params':{'n':%d,'tags':['a','b']},'note':%s%s}"
                        .formatted(
                                i,
                                i % 4 == 0 ? "pending" : "completed",
                                i,
                                i % 2 == 0 ? "null" : "'seen by person " + i + "'",
                                i % 3 == 0 ? ",'error':true" : ""))
                .collect(Collectors.joining(",", "{'tasks':[", "],'next_token':'abc'}")));
    }

    static ObjectNode ok(Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Ok<ObjectNode>(var answer) -> answer;
            case Outcome.Failed<ObjectNode>(var failure) -> throw new AssertionError(failure);
        };
    }

    static List<String> problems(Outcome<ObjectNode> outcome) {
        return switch (outcome) {
            case Outcome.Failed<ObjectNode>(Failure.InvalidArguments(var tool, var violations, var _)) ->
                violations.stream().map(Violation::toString).toList();
            case Outcome.Failed<ObjectNode>(var other) -> throw new AssertionError(other);
            case Outcome.Ok<ObjectNode>(var answer) -> throw new AssertionError(answer);
        };
    }
}

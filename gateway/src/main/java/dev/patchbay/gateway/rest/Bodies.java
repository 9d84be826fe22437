package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.MalformedJson;
import dev.patchbay.gateway.json.Members;

/** Reads request bodies, or ends the request with what is wrong with them. */
public final class Bodies {
    private Bodies() {}

    public static ObjectNode object(byte[] body) {
        try {
            if (Json.read(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (MalformedJson malformed) {
            throw new ApiError(ErrorKind.MALFORMED_BODY, malformed.problem());
        }
        throw new ApiError(ErrorKind.MALFORMED_BODY, "The body must be a JSON object.");
    }

    /** As {@link #object}, where the contract lets the body be left out. */
    public static ObjectNode optionalObject(byte[] body) {
        return body.length == 0 ? Json.object() : object(body);
    }

    /** Ends the request if reading it found anything wrong. */
    public static void check(Members members) {
        var problems = members.problems();
        if (!problems.isEmpty()) {
            throw ApiError.invalid(problems);
        }
    }
}

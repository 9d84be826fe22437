package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
record Call(Application application, String base, Request request, Map<String, String> path, List<String> rest) {

    String path(String variable) {
        return Optional.ofNullable(path.get(variable)).orElseThrow();
    }

    Query query() {
        return request.query();
    }

    /** The body as an object; none counts as empty. The service insists on the content type. */
    ObjectNode object() {
        if (request.body().isEmpty()) {
            return Json.object();
        }
        if (!request.header("content-type").orElse("").startsWith("application/json")) {
            throw Refusal.of(Codes.NOT_JSON_TYPE, "Content type must be application/json");
        }
        return Json.parse(request.body().text())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> Refusal.of(Codes.MALFORMED, "The body is not a JSON object"));
    }
}

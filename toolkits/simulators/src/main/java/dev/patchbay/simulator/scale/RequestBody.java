package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Query;
import dev.patchbay.simulator.http.Request;
import java.util.Optional;

/** Reads a body: JSON unless it says that it is a form. Multipart is left to the one route that takes it. */
final class RequestBody {
    private RequestBody() {}

    static Optional<JsonNode> read(Request request) {
        String type = request.header("content-type").orElse("");
        if (request.body().isEmpty() || type.startsWith("multipart/")) {
            return Optional.empty();
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            var object = Json.object();
            Query.form(request.body().text())
                    .orElseThrow(() -> Refusal.invalid("The request body is not a valid form."))
                    .parameters()
                    .forEach(parameter -> object.put(parameter.name(), parameter.value()));
            return Optional.of(object);
        }
        return Optional.of(Json.parse(request.body().text())
                .orElseThrow(() -> Refusal.invalid("The request body is not valid JSON.")));
    }
}

package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;
import java.util.Map;

/** What a finished task sends out again: its callback, and its stored result. */
final class DeliveryRoutes {
    private static final List<String> FINISHED = List.of("completed", "error");

    private DeliveryRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", "/v1/task/{id}/send_callback", DeliveryRoutes::sendCallback);
        // The other spelling that is claimed; answered as no endpoint unless switched on. The journal shows who tried.
        routes.add("POST", "/v1/task/{id}/send-callback", call -> {
            if (!call.on(Switch.SEND_CALLBACK_HYPHEN)) {
                throw Refusal.noSuchEndpoint();
            }
            return sendCallback(call);
        });
        routes.add("GET", "/v1/task/{id}/response_url/{uuid}", DeliveryRoutes::result);
    }

    private static Answer sendCallback(Call call) {
        Entity task = call.task();
        if (!FINISHED.contains(task.text("status"))) {
            throw Refusal.invalid("The task is not finished.");
        }
        TaskLife.tell(call.environment(), task);
        return call.on(Switch.SEND_CALLBACK_SAYS_OK)
                ? Answer.text(200, "text/plain", "OK")
                : Answer.json(200, Json.object().put("success", true));
    }

    private static Answer result(Call call) {
        if (call.environment().mode() == Mode.TEST && call.on(Switch.SECURE_RESULT_NEEDS_LIVE)) {
            throw Refusal.unauthorized();
        }
        Entity task = call.task();
        var result = call.environment()
                .files()
                .result(task.text("task_id"), call.path("uuid"))
                .orElseThrow(() -> Refusal.notFound("Response with that ID not found."));
        return new Answer(200, Map.of("Content-Type", result.contentType()), result.content());
    }
}

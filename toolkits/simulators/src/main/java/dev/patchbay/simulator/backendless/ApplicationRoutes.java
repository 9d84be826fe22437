package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;

/** What a client asks first. */
final class ApplicationRoutes {
    private ApplicationRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/info", ApplicationRoutes::info);
    }

    private static Answer info(Call call) {
        var info = Json.object()
                .put("appId", Orchard.APPLICATION_ID)
                .put("apiKey", Orchard.REST_API_KEY)
                .put("rtURL", call.request().origin() + "/rt");
        // The official client fails without this array.
        info.putArray("loggers").addObject().put("name", "Global logger").put("level", "all");
        return Answer.json(200, info);
    }
}

package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;

/** What a client asks first, and its log. Real-time connections are not simulated: their address leads nowhere. */
final class ApplicationRoutes {
    private ApplicationRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/info", ApplicationRoutes::info);
        routes.add("PUT", "/log", _ -> Call.nothing());
        routes.add("GET", "/rt/lookup", call -> Call.answer(Json.array().add(realTime(call))));
    }

    private static Answer info(Call call) {
        var identity = call.application().identity();
        var info = Json.object()
                .put("appId", identity.id())
                .put("apiKey", identity.restKey())
                .put("rtURL", realTime(call));
        // The official client fails without this array.
        info.putArray("loggers").addObject().put("name", "Global logger").put("level", "all");
        return Call.answer(info);
    }

    private static String realTime(Call call) {
        return call.request().origin() + "/rt";
    }
}

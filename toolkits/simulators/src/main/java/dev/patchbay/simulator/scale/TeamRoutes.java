package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Routes;

/** The people of an account. */
final class TeamRoutes {
    private TeamRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add(
                "GET", "/v1/teams", call -> Answer.json(200, call.environment().members()));
    }
}

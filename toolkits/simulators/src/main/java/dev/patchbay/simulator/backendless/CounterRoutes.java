package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Routes;

/** Counters: bare numbers and booleans as answers. */
final class CounterRoutes {
    private CounterRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/counters/{name}", CounterRoutes::read);
        routes.add("PUT", "/counters/{name}/reset", CounterRoutes::reset);
        routes.add("PUT", "/counters/{name}/get/compareandset", CounterRoutes::compareAndSet);
    }

    private static Answer read(Call call) {
        return Answer.json(200, LongNode.valueOf(call.application().counters().get(call.path("name"))));
    }

    private static Answer reset(Call call) {
        call.application().counters().set(call.path("name"), 0);
        return Answer.empty(200);
    }

    private static Answer compareAndSet(Call call) {
        long expected = number(call, "expected");
        long updated = number(call, "updatedvalue");
        return Answer.json(
                200,
                BooleanNode.valueOf(call.application().counters().compareAndSet(call.path("name"), expected, updated)));
    }

    private static long number(Call call, String name) {
        try {
            return Long.parseLong(call.query().first(name).orElse(""));
        } catch (NumberFormatException _) {
            throw Refusal.of(Codes.MALFORMED, "Parameter " + name + " must be a whole number");
        }
    }
}

package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.function.ToLongFunction;

/** Counters: bare numbers and booleans as answers. In a path, what comes first happens first. */
final class CounterRoutes {
    private CounterRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/counters/{name}", call -> Call.answer(counters(call).get(call.path("name"))));
        routes.add("GET", "/counters/{pattern}/list", CounterRoutes::list);
        routes.add("PUT", "/counters/{name}/reset", CounterRoutes::reset);
        routes.add("PUT", "/counters/{name}/get/compareandset", CounterRoutes::compareAndSet);
        add(routes, "increment", _ -> 1);
        add(routes, "decrement", _ -> -1);
        add(routes, "incrementby", call -> call.requiredNumber("value"));
    }

    private static void add(Routes<Handler> routes, String verb, ToLongFunction<Call> amount) {
        routes.add("PUT", "/counters/{name}/" + verb + "/get", call -> {
            long by = amount.applyAsLong(call);
            return Call.answer(counters(call).add(call.path("name"), by));
        });
        routes.add("PUT", "/counters/{name}/get/" + verb, call -> {
            long by = amount.applyAsLong(call);
            return Call.answer(counters(call).add(call.path("name"), by) - by);
        });
    }

    private static Answer list(Call call) {
        var names = Json.array();
        counters(call).names().filter(NamePattern.glob(call.path("pattern"))).forEach(names::add);
        return Call.answer(names);
    }

    private static Answer reset(Call call) {
        counters(call).set(call.path("name"), 0);
        return Call.nothing();
    }

    private static Answer compareAndSet(Call call) {
        long expected = call.requiredNumber("expected");
        long updated = call.requiredNumber("updatedvalue");
        return Call.answer(counters(call).compareAndSet(call.path("name"), expected, updated));
    }

    private static Counters counters(Call call) {
        return call.application().counters();
    }
}

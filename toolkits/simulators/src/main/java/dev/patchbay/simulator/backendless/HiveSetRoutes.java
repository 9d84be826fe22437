package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sets of a hive. What the service picks at random is here always the oldest. */
final class HiveSetRoutes {
    private static final String STORE = "/hive/{hive}/set";
    private static final String SET = STORE + "/{key}";

    private HiveSetRoutes() {}

    static void addTo(Routes<Handler> routes) {
        for (SetOperation operation : SetOperation.values()) {
            routes.add("POST", STORE + "/action/" + operation.segment(), call -> combine(call, operation));
        }
        routes.add("GET", SET, call -> Call.answer(Json.array().addAll(set(call, call.path("key")))));
        routes.add(
                "GET",
                SET + "/length",
                call -> Call.answer(set(call, call.path("key")).size()));
        routes.add("GET", SET + "/random", call -> some(call, false));
        routes.add("PUT", SET + "/random", call -> some(call, true));
        routes.add("PUT", SET + "/add", HiveSetRoutes::add);
        routes.add("DELETE", SET + "/values", HiveSetRoutes::delete);
        routes.add("POST", SET + "/contains", HiveSetRoutes::contains);
    }

    private static Set<JsonNode> set(Call call, String key) {
        return HiveRoutes.hive(call).sets().find(key).orElseGet(LinkedHashSet::new);
    }

    private static Answer combine(Call call, SetOperation operation) {
        var sets = HiveRoutes.keys(call).stream().map(key -> set(call, key)).toList();
        return Call.answer(Json.array().addAll(operation.of(sets)));
    }

    /** Without a count one value is answered, with a count a list. */
    private static Answer some(Call call, boolean remove) {
        Set<JsonNode> set = set(call, call.path("key"));
        List<JsonNode> chosen =
                set.stream().limit(call.number("count").orElse(1L)).toList();
        if (remove) {
            chosen.forEach(set::remove);
        }
        if (call.number("count").isPresent()) {
            return Call.answer(Json.array().addAll(chosen));
        }
        return Call.answer(chosen.isEmpty() ? NullNode.instance : chosen.getFirst());
    }

    private static Answer add(Call call) {
        List<JsonNode> values = HiveRoutes.items(call);
        values.forEach(Hive::value);
        Set<JsonNode> set = HiveRoutes.hive(call).sets().open(call.path("key"));
        return Call.answer(values.stream().filter(set::add).count());
    }

    private static Answer delete(Call call) {
        Set<JsonNode> set = set(call, call.path("key"));
        return Call.answer(HiveRoutes.items(call).stream().filter(set::remove).count());
    }

    /** One boolean per value, in the order asked. */
    private static Answer contains(Call call) {
        Set<JsonNode> set = set(call, call.path("key"));
        var answers = Json.array();
        HiveRoutes.items(call).forEach(value -> answers.add(set.contains(value)));
        return Call.answer(answers);
    }
}

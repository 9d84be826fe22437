package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Maps of a hive. A map that was never written reads as an empty one. */
final class HiveMapRoutes {
    private static final String MAP = "/hive/{hive}/map/{key}";

    private HiveMapRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", MAP, call -> Call.answer(map(call)));
        routes.add("POST", MAP, HiveMapRoutes::subset);
        routes.add("PUT", MAP, HiveMapRoutes::put);
        routes.add("GET", MAP + "/values", HiveMapRoutes::values);
        routes.add("GET", MAP + "/keys", HiveMapRoutes::keys);
        routes.add("GET", MAP + "/length", call -> Call.answer(map(call).size()));
        routes.add(
                "GET",
                MAP + "/get/{name}",
                call -> Call.answer(
                        Optional.ofNullable(map(call).get(call.path("name"))).orElse(NullNode.instance)));
        routes.add("GET", MAP + "/exists/{name}", call -> Call.answer(map(call).has(call.path("name"))));
        routes.add("PUT", MAP + "/set/{name}", HiveMapRoutes::set);
        routes.add("PUT", MAP + "/set-with-overwrite/{name}", HiveMapRoutes::setUnlessThere);
        routes.add("PUT", MAP + "/increment/{name}", call -> add(call, BigDecimal.ONE));
        routes.add("PUT", MAP + "/decrement/{name}", call -> add(call, BigDecimal.ONE.negate()));
        routes.add("DELETE", MAP + "/by-obj-keys", HiveMapRoutes::deleteKeys);
    }

    private static ObjectNode map(Call call) {
        return HiveRoutes.hive(call).maps().find(call.path("key")).orElseGet(Json::object);
    }

    private static ObjectNode opened(Call call) {
        return HiveRoutes.hive(call).maps().open(call.path("key"));
    }

    private static Answer subset(Call call) {
        List<String> keys = HiveRoutes.keys(call);
        return Call.answer(keys.isEmpty() ? map(call) : map(call).deepCopy().retain(keys));
    }

    /** Answers how many keys are new. */
    private static Answer put(Call call) {
        ObjectNode entries = call.object();
        if (entries.isEmpty()) {
            throw Refusal.of(Codes.HIVE_VALUE, "At least one entry is needed");
        }
        entries.forEach(Hive::value);
        ObjectNode map = opened(call);
        int before = map.size();
        map.setAll(entries);
        return Call.answer(map.size() - before);
    }

    private static Answer values(Call call) {
        var values = Json.array();
        map(call).forEach(values::add);
        return Call.answer(values);
    }

    private static Answer keys(Call call) {
        var keys = Json.array();
        map(call).fieldNames().forEachRemaining(keys::add);
        return Call.answer(keys);
    }

    private static Answer set(Call call) {
        JsonNode value = Hive.value(call.object().path("value"));
        opened(call).set(call.path("name"), value);
        return Call.nullAnswer();
    }

    /** Answers whether it was written. */
    private static Answer setUnlessThere(Call call) {
        JsonNode value = Hive.value(call.object().path("value"));
        boolean write =
                call.object().path("overwrite").asBoolean() || !map(call).has(call.path("name"));
        if (write) {
            opened(call).set(call.path("name"), value);
        }
        return Call.answer(write);
    }

    private static Answer add(Call call, BigDecimal direction) {
        BigDecimal amount = BigDecimal.valueOf(call.number("count").orElse(1L)).multiply(direction);
        BigDecimal before = Numbers.of(map(call).path(call.path("name")));
        JsonNode sum = Numbers.node(before.add(amount));
        opened(call).set(call.path("name"), sum);
        return Call.answer(sum);
    }

    private static Answer deleteKeys(Call call) {
        ObjectNode map = map(call);
        return Call.answer(HiveRoutes.keys(call).stream()
                .filter(key -> map.remove(key) != null)
                .count());
    }
}

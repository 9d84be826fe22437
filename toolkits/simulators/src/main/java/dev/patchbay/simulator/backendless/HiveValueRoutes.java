package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.math.BigDecimal;
import java.util.Optional;

/** Single values of a hive. */
final class HiveValueRoutes {
    private static final String STORE = "/hive/{hive}/key-value";
    private static final long SECOND = 1000;

    private HiveValueRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("POST", STORE, HiveValueRoutes::readMany);
        routes.add("PUT", STORE, HiveValueRoutes::setMany);
        routes.add("GET", STORE + "/{key}", call -> Call.answer(value(call)));
        routes.add("PUT", STORE + "/{key}", HiveValueRoutes::set);
        routes.add("PUT", STORE + "/{key}/increment", call -> add(call, BigDecimal.ONE));
        routes.add("PUT", STORE + "/{key}/decrement", call -> add(call, BigDecimal.ONE.negate()));
    }

    private static JsonNode value(Call call) {
        return shelf(call).find(call.path("key")).orElse(NullNode.instance);
    }

    private static Answer readMany(Call call) {
        var values = Json.object();
        for (String key : HiveRoutes.keys(call)) {
            values.set(key, shelf(call).find(key).orElse(NullNode.instance));
        }
        return Call.answer(values);
    }

    private static Answer setMany(Call call) {
        ObjectNode values = call.object();
        values.forEach(Hive::value);
        values.properties().forEach(entry -> shelf(call).put(entry.getKey(), entry.getValue()));
        return Call.nullAnswer();
    }

    /** Answers whether it was written. */
    private static Answer set(Call call) {
        ObjectNode body = call.object();
        JsonNode value = Hive.value(body.path("value"));
        String key = call.path("key");
        boolean write = switch (body.path("condition").asText("Always")) {
            case "IfExists" -> shelf(call).has(key);
            case "IfNotExists" -> !shelf(call).has(key);
            default -> true;
        };
        if (write) {
            shelf(call).put(key, value);
            expiry(call, body).ifPresent(at -> shelf(call).expireAt(key, Optional.of(at)));
        }
        return Call.answer(write);
    }

    private static Optional<Long> expiry(Call call, ObjectNode body) {
        if (body.hasNonNull("ttl")) {
            return Optional.of(call.application().now() + body.path("ttl").asLong() * SECOND);
        }
        return body.hasNonNull("expireAt") ? Optional.of(body.path("expireAt").asLong() * SECOND) : Optional.empty();
    }

    private static Answer add(Call call, BigDecimal direction) {
        BigDecimal amount = BigDecimal.valueOf(call.number("value").orElse(1L)).multiply(direction);
        JsonNode sum = Numbers.node(Numbers.of(value(call)).add(amount));
        shelf(call).put(call.path("key"), sum);
        return Call.answer(sum);
    }

    private static Shelf<JsonNode> shelf(Call call) {
        return HiveRoutes.hive(call).values();
    }
}

package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Hives themselves, and the calls that stores of every kind have. Each kind has a class of its own for the rest. */
final class HiveRoutes {
    private static final int PAGE = 100;
    private static final long SECOND = 1000;

    private HiveRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/hive", HiveRoutes::names);
        routes.add("POST", "/hive/{hive}", HiveRoutes::create);
        routes.add("PUT", "/hive/{hive}", HiveRoutes::rename);
        routes.add("DELETE", "/hive/{hive}", HiveRoutes::delete);
        addStore(routes, "key-value", Hive::values);
        addStore(routes, "map", Hive::maps);
        addStore(routes, "list", Hive::lists);
        addStore(routes, "set", Hive::sets);
        addStore(routes, "sorted-set", Hive::sortedSets);
        HiveValueRoutes.addTo(routes);
        HiveMapRoutes.addTo(routes);
        HiveListRoutes.addTo(routes);
        HiveSetRoutes.addTo(routes);
        HiveSortedSetRoutes.addTo(routes);
    }

    static Hive hive(Call call) {
        return call.application().hives().hive(call.path("hive"));
    }

    static List<JsonNode> items(Call call) {
        return StreamSupport.stream(call.array().spliterator(), false).toList();
    }

    static List<String> keys(Call call) {
        return items(call).stream()
                .filter(key -> !key.isNull())
                .map(JsonNode::asText)
                .toList();
    }

    private static void addStore(Routes<Handler> routes, String kind, Function<Hive, Shelf<?>> of) {
        String store = "/hive/{hive}/" + kind;
        String one = store + "/{key}";
        Function<Call, Shelf<?>> shelf = call -> of.apply(hive(call));
        routes.add("GET", store + "/keys", call -> page(call, shelf.apply(call)));
        routes.add(
                "DELETE",
                store,
                call -> Call.answer(
                        keys(call).stream().filter(shelf.apply(call)::remove).count()));
        routes.add(
                "POST",
                store + "/action/exist",
                call -> Call.answer(
                        keys(call).stream().filter(shelf.apply(call)::has).count()));
        routes.add(
                "PUT",
                store + "/action/touch",
                call -> Call.answer(
                        keys(call).stream().filter(shelf.apply(call)::touch).count()));
        routes.add("PUT", one + "/rename", call -> rename(call, shelf.apply(call)));
        routes.add(
                "GET",
                one + "/get-expiration-ttl",
                call -> Call.answer(shelf.apply(call).secondsToLive(call.path("key"))));
        routes.add(
                "GET",
                one + "/seconds-since-last-operation",
                call -> Call.answer(shelf.apply(call).secondsSinceUse(call.path("key"))));
        routes.add("PUT", one + "/clear-expiration", call -> expire(call, shelf.apply(call), Optional.empty()));
        routes.add("PUT", one + "/expire", call -> {
            long at = call.application().now() + call.requiredNumber("ttl") * SECOND;
            return expire(call, shelf.apply(call), Optional.of(at));
        });
        routes.add("PUT", one + "/expire-at", call -> {
            long at = call.requiredNumber("unixTime") * SECOND;
            return expire(call, shelf.apply(call), Optional.of(at));
        });
    }

    private static Answer names(Call call) {
        var names = Json.array();
        call.application().hives().names().forEach(names::add);
        return Call.answer(names);
    }

    private static Answer create(Call call) {
        call.application().hives().create(call.path("hive"));
        return Call.nullAnswer();
    }

    private static Answer rename(Call call) {
        String name = call.query()
                .first("newName")
                .orElseThrow(() -> Refusal.of(Codes.FIELD_MISSING, "Parameter newName is missing"));
        call.application().hives().rename(call.path("hive"), name);
        return Call.nullAnswer();
    }

    private static Answer delete(Call call) {
        call.application().hives().remove(call.path("hive"));
        return Call.nullAnswer();
    }

    /** The cursor is where the next page begins; 0 when this was the last. */
    private static Answer page(Call call, Shelf<?> shelf) {
        var pattern = NamePattern.glob(call.query().first("filterPattern").orElse("*"));
        List<String> keys = shelf.keys().filter(pattern).toList();
        long cursor = Math.max(0, call.number("cursor").orElse(0L));
        long size = Math.max(1, call.number("pageSize").orElse((long) PAGE));
        var answer = Json.object().put("cursor", cursor + size < keys.size() ? cursor + size : 0);
        var page = answer.putArray("keys");
        keys.stream().skip(cursor).limit(size).forEach(page::add);
        return Call.answer(answer);
    }

    private static Answer rename(Call call, Shelf<?> shelf) {
        String newKey = call.query()
                .first("newKey")
                .orElseThrow(() -> Refusal.of(Codes.FIELD_MISSING, "Parameter newKey is missing"));
        return Call.answer(shelf.rename(call.path("key"), newKey, call.flag("overwrite")));
    }

    private static Answer expire(Call call, Shelf<?> shelf, Optional<Long> at) {
        shelf.expireAt(call.path("key"), at);
        return Call.nullAnswer();
    }
}

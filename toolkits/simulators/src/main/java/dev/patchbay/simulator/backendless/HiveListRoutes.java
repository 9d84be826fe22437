package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.util.ArrayList;
import java.util.List;

/** Lists of a hive. A list that was never written reads as an empty one; what is past its end is null. */
final class HiveListRoutes {
    private static final String LIST = "/hive/{hive}/list/{key}";

    private HiveListRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", LIST, HiveListRoutes::read);
        routes.add("GET", LIST + "/length", call -> Call.answer(list(call).size()));
        routes.add("GET", LIST + "/{index}", HiveListRoutes::readOne);
        routes.add("PUT", LIST + "/add-first", HiveListRoutes::addFirst);
        routes.add("PUT", LIST + "/add-last", HiveListRoutes::addLast);
        routes.add("PUT", LIST + "/insert-before", call -> insert(call, 0));
        routes.add("PUT", LIST + "/insert-after", call -> insert(call, 1));
        routes.add("PUT", LIST + "/delete-value", HiveListRoutes::deleteValue);
        routes.add("PUT", LIST + "/get-first-and-delete", call -> take(call, true));
        routes.add("PUT", LIST + "/get-last-and-delete", call -> take(call, false));
    }

    private static List<JsonNode> list(Call call) {
        return HiveRoutes.hive(call).lists().find(call.path("key")).orElseGet(ArrayList::new);
    }

    private static List<JsonNode> opened(Call call) {
        return HiveRoutes.hive(call).lists().open(call.path("key"));
    }

    private static Answer read(Call call) {
        var range = Ranges.range(
                list(call), call.number("from").orElse(0L), call.number("to").orElse(-1L));
        return Call.answer(Json.array().addAll(range));
    }

    private static Answer readOne(Call call) {
        try {
            var found = Ranges.at(list(call), Long.parseLong(call.path("index")));
            return Call.answer(found.isEmpty() ? NullNode.instance : found.getFirst());
        } catch (NumberFormatException _) {
            throw Refusal.noSuchRoute("GET", call.request().rawPath());
        }
    }

    /** One after the other, as Redis does it: the last one given ends up first. Answers the new length. */
    private static Answer addFirst(Call call) {
        List<JsonNode> values = HiveRoutes.items(call);
        values.forEach(Hive::value);
        List<JsonNode> list = opened(call);
        list.addAll(0, values.reversed());
        return Call.answer(list.size());
    }

    private static Answer addLast(Call call) {
        List<JsonNode> values = HiveRoutes.items(call);
        values.forEach(Hive::value);
        List<JsonNode> list = opened(call);
        list.addAll(values);
        return Call.answer(list.size());
    }

    /** Answers the new length, or -1 when the anchor is not there. */
    private static Answer insert(Call call, int distance) {
        JsonNode value = Hive.value(call.object().path("valueToInsert"));
        List<JsonNode> list = list(call);
        int anchor = list.indexOf(call.object().path("anchorValue"));
        if (anchor < 0) {
            return Call.answer(-1);
        }
        list.add(anchor + distance, value);
        return Call.answer(list.size());
    }

    /** Removes so many equal values, from the end when the count is negative, all when there is none; answers how many. */
    private static Answer deleteValue(Call call) {
        JsonNode value = call.object().path("value");
        long count = call.object().path("count").asLong(0);
        List<JsonNode> list = list(call);
        List<JsonNode> order = count < 0 ? list.reversed() : list;
        long wanted = count == 0 ? list.size() : Math.abs(count);
        long removed = 0;
        while (removed < wanted && order.remove(value)) {
            removed++;
        }
        return Call.answer(removed);
    }

    /** Without a count one value is answered, with a count a list. */
    private static Answer take(Call call, boolean first) {
        List<JsonNode> list = list(call);
        var taken = Json.array();
        long count = call.number("count").orElse(1L);
        while (taken.size() < count && !list.isEmpty()) {
            taken.add(first ? list.removeFirst() : list.removeLast());
        }
        if (call.number("count").isPresent()) {
            return Call.answer(taken);
        }
        return Call.answer(taken.isEmpty() ? NullNode.instance : taken.get(0));
    }
}

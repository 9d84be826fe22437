package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Sorted sets of a hive. With scores, an item is {@code [score, value]}, as it is when added. */
final class HiveSortedSetRoutes {
    private static final String STORE = "/hive/{hive}/sorted-set";
    private static final String SET = STORE + "/{key}";

    private HiveSortedSetRoutes() {}

    static void addTo(Routes<Handler> routes) {
        for (SetOperation operation : SetOperation.values()) {
            routes.add("POST", STORE + "/action/" + operation.segment(), call -> combine(call, operation));
        }
        routes.add("GET", SET + "/length", call -> Call.answer(ranked(call).size()));
        routes.add("PUT", SET + "/add", HiveSortedSetRoutes::add);
        routes.add("PUT", SET + "/increment", call -> score(call, BigDecimal.ONE));
        routes.add("PUT", SET + "/decrement", call -> score(call, BigDecimal.ONE.negate()));
        routes.add("POST", SET + "/get-score", HiveSortedSetRoutes::readScore);
        routes.add("POST", SET + "/get-rank", HiveSortedSetRoutes::readRank);
        routes.add("GET", SET + "/get-range-by-rank", call -> Call.answer(shown(call, byRank(call))));
        routes.add("GET", SET + "/get-range-by-score", HiveSortedSetRoutes::rangeByScore);
        routes.add("GET", SET + "/count", call -> Call.answer(byScore(call).size()));
        routes.add("GET", SET + "/get-random", call -> Call.answer(shown(call, first(call, ranked(call)))));
        routes.add("PUT", SET + "/get-with-min-score-and-delete", call -> take(call, ranked(call)));
        routes.add(
                "PUT",
                SET + "/get-with-max-score-and-delete",
                call -> take(call, ranked(call).reversed()));
        routes.add("DELETE", SET + "/values", call -> remove(call, HiveRoutes.items(call)));
        routes.add("DELETE", SET + "/delete-by-rank", call -> remove(call, values(byRank(call))));
        routes.add("DELETE", SET + "/delete-by-score", call -> remove(call, values(byScore(call))));
    }

    private static Optional<SortedSet> set(Call call) {
        return HiveRoutes.hive(call).sortedSets().find(call.path("key"));
    }

    private static List<SortedSet.Entry> ranked(Call call) {
        return set(call).map(SortedSet::ranked).orElse(List.of());
    }

    private static List<JsonNode> values(List<SortedSet.Entry> entries) {
        return entries.stream().map(SortedSet.Entry::value).toList();
    }

    private static Answer combine(Call call, SetOperation operation) {
        var sets = HiveRoutes.keys(call).stream()
                .map(key -> HiveRoutes.hive(call).sortedSets().find(key))
                .map(set -> values(set.map(SortedSet::ranked).orElse(List.of())))
                .toList();
        return Call.answer(Json.array().addAll(operation.of(sets)));
    }

    private static Answer add(Call call) {
        ObjectNode body = call.object();
        SortedSet set = HiveRoutes.hive(call).sortedSets().open(call.path("key"));
        boolean onlyUpdate = body.path("duplicateBehaviour").asText().equals("OnlyUpdate");
        String mode = body.path("scoreUpdateMode").asText("");
        long added = 0;
        long changed = 0;
        for (JsonNode item : body.path("items")) {
            JsonNode value = Hive.value(item.path(1));
            BigDecimal score = Numbers.of(item.path(0));
            var before = set.score(value);
            int order = before.map(score::compareTo).orElse(0);
            boolean refused = (mode.equals("Greater") && order <= 0) || (mode.equals("Less") && order >= 0);
            if (before.isEmpty() ? onlyUpdate : refused) {
                continue;
            }
            set.put(value, score);
            added += before.isEmpty() ? 1 : 0;
            changed += before.isPresent() && order != 0 ? 1 : 0;
        }
        return Call.answer(body.path("resultType").asText().equals("TotalChanged") ? added + changed : added);
    }

    private static Answer score(Call call, BigDecimal direction) {
        JsonNode value = Hive.value(call.object().path("value"));
        BigDecimal amount = Numbers.of(call.object().path("scoreValue")).multiply(direction);
        return Call.answer(Numbers.node(
                HiveRoutes.hive(call).sortedSets().open(call.path("key")).add(value, amount)));
    }

    private static Answer readScore(Call call) {
        JsonNode value = call.object().path("value");
        return Call.answer(
                set(call).flatMap(set -> set.score(value)).map(Numbers::node).orElse(NullNode.instance));
    }

    private static Answer readRank(Call call) {
        boolean reverse = call.object().path("reverse").asBoolean();
        List<JsonNode> values = values(reverse ? ranked(call).reversed() : ranked(call));
        int rank = values.indexOf(call.object().path("value"));
        return rank < 0 ? Call.nullAnswer() : Call.answer(rank);
    }

    private static List<SortedSet.Entry> byRank(Call call) {
        var entries = call.flag("reverse") ? ranked(call).reversed() : ranked(call);
        return Ranges.range(entries, call.requiredNumber("startRank"), call.requiredNumber("stopRank"));
    }

    private static Answer rangeByScore(Call call) {
        var entries = call.flag("reverse") ? byScore(call).reversed() : byScore(call);
        return Call.answer(shown(
                call,
                entries.stream()
                        .skip(call.number("offset").orElse(0L))
                        .limit(call.number("pageSize").orElse(Long.MAX_VALUE))
                        .toList()));
    }

    private static List<SortedSet.Entry> byScore(Call call) {
        Predicate<BigDecimal> above = bound(call, "minScore", "minBound", 1);
        Predicate<BigDecimal> below = bound(call, "maxScore", "maxBound", -1);
        return ranked(call).stream()
                .filter(entry -> above.and(below).test(entry.score()))
                .toList();
    }

    /** @param side 1 when scores must be above the bound, -1 below */
    private static Predicate<BigDecimal> bound(Call call, String score, String bound, int side) {
        var limit = call.query().first(score).map(HiveSortedSetRoutes::decimal);
        String kind = call.query().first(bound).orElse("Include");
        if (limit.isEmpty() || kind.equals("Infinity")) {
            return _ -> true;
        }
        return value -> {
            int order = value.compareTo(limit.get()) * side;
            return kind.equals("Exclude") ? order > 0 : order >= 0;
        };
    }

    private static BigDecimal decimal(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            throw Refusal.of(Codes.MALFORMED, "A score must be a number");
        }
    }

    private static List<SortedSet.Entry> first(Call call, List<SortedSet.Entry> entries) {
        return entries.stream().limit(call.number("count").orElse(1L)).toList();
    }

    private static Answer take(Call call, List<SortedSet.Entry> entries) {
        List<SortedSet.Entry> taken = new ArrayList<>(first(call, entries));
        set(call).ifPresent(set -> set.removeAll(values(taken)));
        var answer = Json.array();
        taken.forEach(entry -> answer.add(pair(entry)));
        return Call.answer(answer);
    }

    private static Answer remove(Call call, List<JsonNode> values) {
        return Call.answer(set(call).map(set -> set.removeAll(values)).orElse(0L));
    }

    private static ArrayNode shown(Call call, List<SortedSet.Entry> entries) {
        var list = Json.array();
        entries.forEach(entry -> list.add(call.flag("withScores") ? pair(entry) : entry.value()));
        return list;
    }

    private static ArrayNode pair(SortedSet.Entry entry) {
        return Json.array().add(Numbers.node(entry.score())).add(entry.value());
    }
}

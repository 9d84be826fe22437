package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The filters of the lists. An unknown key is ignored, an empty value means no filter. */
final class Filter implements Predicate<Entity> {
    private final List<Predicate<Entity>> conditions = new ArrayList<>();

    private Filter() {}

    static Filter ofBatches(Query query) {
        var filter = new Filter();
        Stream.of("project", "status").forEach(name -> filter.oneOf(name, query.all(name)));
        filter.window(query, "start_time", "end_time", "created_at");
        return filter;
    }

    static Filter ofTasks(Query query) {
        var filter = new Filter();
        Stream.of("project", "batch", "type", "status", "unique_id")
                .forEach(name -> filter.oneOf(name, query.all(name)));
        filter.anyTag(query.all("tags"));
        filter.window(query, "start_time", "end_time", "created_at");
        filter.window(query, "completed_after", "completed_before", "completed_at");
        filter.window(query, "updated_after", "updated_before", "updated_at");
        return filter;
    }

    private void oneOf(String member, List<String> accepted) {
        if (!accepted.isEmpty()) {
            conditions.add(entity -> accepted.contains(entity.text(member)));
        }
    }

    /** Several tags: one is enough. Undocumented; to be changed here if the service proves otherwise. */
    private void anyTag(List<String> wanted) {
        if (!wanted.isEmpty()) {
            conditions.add(entity -> {
                for (JsonNode tag : entity.json().path("tags")) {
                    if (wanted.contains(tag.asText())) {
                        return true;
                    }
                }
                return false;
            });
        }
    }

    /** From the first moment, included, to the second, excluded. */
    private void window(Query query, String from, String to, String member) {
        query.first(from)
                .map(Timestamps::read)
                .ifPresent(start -> conditions.add(entity -> entity.json().has(member)
                        && !Timestamps.read(entity.text(member)).isBefore(start)));
        query.first(to)
                .map(Timestamps::read)
                .ifPresent(end -> conditions.add(entity -> entity.json().has(member)
                        && Timestamps.read(entity.text(member)).isBefore(end)));
    }

    @Override
    public boolean test(Entity entity) {
        return conditions.stream().allMatch(condition -> condition.test(entity));
    }
}

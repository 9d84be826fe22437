package dev.patchbay.simulator.scale;

import dev.patchbay.simulator.http.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The filters of the lists. An unknown key is ignored, an empty value means no filter. */
final class Filter implements Predicate<Entity> {
    private final List<Predicate<Entity>> conditions = new ArrayList<>();

    private final boolean strict;

    private Filter(boolean strict) {
        this.strict = strict;
    }

    static Filter ofBatches(Call call) {
        var query = call.query();
        var filter = new Filter(call.on(Switch.LIST_RULES));
        Stream.of("project", "status").forEach(name -> filter.oneOf(name, query.all(name)));
        filter.window(query, "start_time", "end_time", "created_at");
        filter.window(query, "completed_after", "completed_before", "completed_at");
        filter.window(query, "audited_after", "audited_before", "audited_at");
        if (Parameters.flag(query, "exclude_archived")) {
            filter.conditions.add(batch -> call.environment()
                    .project(batch.text("project"))
                    .filter(project -> project.traits().contains(Project.Trait.ARCHIVED))
                    .isEmpty());
        }
        return filter;
    }

    static Filter ofTasks(Call call) {
        var query = call.query();
        var filter = new Filter(call.on(Switch.LIST_RULES));
        Stream.of("project", "batch", "type", "status", "unique_id")
                .forEach(name -> filter.oneOf(name, query.all(name)));
        // Several states come in one value, joined by commas.
        filter.oneOf(
                "customer_review_status",
                query.all("customer_review_status").stream()
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .toList());
        filter.tags(query.all("tags"), call.on(Switch.ANY_TAG));
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

    private void tags(List<String> wanted, boolean oneIsEnough) {
        if (!wanted.isEmpty()) {
            conditions.add(entity -> {
                var tags = TaskRoutes.tagsOf(entity);
                return oneIsEnough ? wanted.stream().anyMatch(tags::contains) : tags.containsAll(wanted);
            });
        }
    }

    /** From the first moment, included, to the second, excluded. */
    private void window(Query query, String from, String to, String member) {
        moment(query, from)
                .ifPresent(start -> conditions.add(entity -> entity.json().has(member)
                        && !Timestamps.read(entity.text(member)).isBefore(start)));
        moment(query, to)
                .ifPresent(end -> conditions.add(entity -> entity.json().has(member)
                        && Timestamps.read(entity.text(member)).isBefore(end)));
    }

    private Optional<Instant> moment(Query query, String name) {
        try {
            return query.first(name).map(Timestamps::read);
        } catch (Refusal refusal) {
            if (strict) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    @Override
    public boolean test(Entity entity) {
        return conditions.stream().allMatch(condition -> condition.test(entity));
    }
}

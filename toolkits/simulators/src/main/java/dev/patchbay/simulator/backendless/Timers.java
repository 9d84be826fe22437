package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Timers, the log of those run by hand, and the code files beside them. The name of the next-run member is a guess. */
final class Timers {
    private static final Set<String> LANGUAGES = Set.of("JS", "JAVA", "PHP", "CODELESS");
    private static final Set<String> MODES = Set.of("DRAFT", "PRODUCTION", "DEBUG", "MARKETPLACE");

    private final Clock clock;
    private final Ids ids;
    private final List<ObjectNode> timers = new ArrayList<>();
    private final ArrayNode log = Json.array();
    private final Map<String, ArrayNode> files = new HashMap<>();

    Timers(Clock clock, Ids ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** In some modes, or in all when none is named. */
    ArrayNode list(List<String> modes) {
        var list = Json.array();
        timers.stream()
                .filter(timer ->
                        modes.isEmpty() || modes.contains(timer.path("mode").asText()))
                .map(this::shown)
                .forEach(list::add);
        return list;
    }

    ObjectNode create(String mode, ObjectNode given) {
        checkMode(mode);
        var timer = Json.object()
                .put("id", ids.numbered("TMR"))
                .put("mode", mode)
                .put("category", "TIMER")
                .put("enabled", true)
                .putNull("expire");
        timer.setAll(given);
        ObjectNode checked = checked(mode, timer, Optional.empty());
        timers.add(checked);
        return shown(checked);
    }

    /** What was given replaces the whole timer, apart from its identity. */
    ObjectNode update(String mode, String id, ObjectNode given) {
        ObjectNode timer = find(mode, id);
        var whole = given.deepCopy().put("id", id).put("mode", mode).put("category", "TIMER");
        if (!whole.has("enabled")) {
            whole.set("enabled", timer.path("enabled"));
        }
        if (!whole.has("expire")) {
            whole.putNull("expire");
        }
        ObjectNode checked = checked(mode, whole, Optional.of(id));
        timers.set(timers.indexOf(timer), checked);
        return shown(checked);
    }

    void remove(String mode, String id) {
        timers.remove(find(mode, id));
    }

    ObjectNode enable(String mode, String id, boolean enabled) {
        return shown(find(mode, id).put("enabled", enabled));
    }

    /** Runs it now, which here means that the log says so. */
    void run(String mode, String name) {
        ObjectNode timer = in(mode).filter(one -> one.path("timername").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(mode, name));
        log.addObject()
                .put("timername", name)
                .put("timerId", timer.path("id").asText())
                .put("mode", mode)
                .put("startTime", clock.millis())
                .put("status", "SUCCESS");
    }

    ArrayNode log() {
        return log;
    }

    /** Code files of one model, language and stage, each with id and content. */
    ArrayNode files(String place) {
        return files.computeIfAbsent(place, _ -> Json.array());
    }

    private ObjectNode checked(String mode, ObjectNode timer, Optional<String> id) {
        String name = timer.path("timername").asText("");
        require(name.matches("[A-Za-z][A-Za-z0-9_]*"), "timername must begin with a letter, without spaces and dashes");
        if (!timer.has("language")) {
            timer.put("language", "JS");
        }
        if (!timer.has("model")) {
            timer.put("model", "default");
        }
        require(LANGUAGES.contains(timer.path("language").asText()), "language must be one of JS, JAVA, PHP, CODELESS");
        JsonNode start = timer.path("startDate");
        boolean once = timer.path("frequency").path("schedule").asText().equals("once");
        require(start.isIntegralNumber() || !once, "startDate is required for a timer that runs once");
        if (!start.isIntegralNumber()) {
            timer.put("startDate", clock.millis());
        }
        require(!once || start.asLong() > clock.millis(), "startDate of a timer that runs once must not be past");
        JsonNode expire = timer.path("expire");
        require(
                expire.isNull()
                        || (expire.isIntegralNumber()
                                && expire.asLong() > timer.path("startDate").asLong()),
                "expire must be after startDate");
        schedule(timer);
        if (in(mode).anyMatch(other -> other.path("timername").asText().equals(name)
                && id.filter(own -> other.path("id").asText().equals(own)).isEmpty())) {
            throw Refusal.of(Codes.TIMER_EXISTS, "Timer " + name + " already exists in mode " + mode);
        }
        return timer;
    }

    private static TimerSchedule schedule(ObjectNode timer) {
        return TimerSchedule.of(timer.path("startDate").asLong(), timer.path("frequency"));
    }

    private ObjectNode shown(ObjectNode timer) {
        var shown = timer.deepCopy();
        long expire = timer.path("expire").asLong(Long.MAX_VALUE);
        var next = schedule(timer)
                .next(clock.millis())
                .filter(at -> timer.path("enabled").asBoolean() && at <= expire);
        if (next.isPresent()) {
            return shown.put("nextRun", next.get());
        }
        return shown.set("nextRun", NullNode.instance);
    }

    private Stream<ObjectNode> in(String mode) {
        return timers.stream().filter(timer -> timer.path("mode").asText().equals(mode));
    }

    private ObjectNode find(String mode, String id) {
        return in(mode).filter(timer -> timer.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound(mode, id));
    }

    private static Refusal notFound(String mode, String which) {
        return Refusal.of(Codes.TIMER_NOT_FOUND, "Timer " + which + " not found in mode " + mode);
    }

    private static void checkMode(String mode) {
        require(MODES.contains(mode), "mode must be draft, production, debug or marketplace");
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw Refusal.of(Codes.BAD_TIMER, "Timer: " + what);
        }
    }
}

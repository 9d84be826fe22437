package dev.patchbay.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** The written form of a fault rule, as the README lists it. */
final class FaultJson {
    private static final long FIFTY_MB = 50L * 1024 * 1024;

    private FaultJson() {}

    static Optional<FaultRule> read(JsonNode rule) {
        int times = rule.path("times").asInt(1);
        if (times < 0) {
            return Optional.empty();
        }
        return fault(rule)
                .map(fault -> new FaultRule(
                        rule.path("method").asText("*"),
                        rule.path("path").asText("*"),
                        times == 0 ? Integer.MAX_VALUE : times,
                        fault));
    }

    private static Optional<Fault> fault(JsonNode rule) {
        int status = rule.path("status").asInt(500);
        return switch (rule.path("kind").asText("")) {
            case "status" -> Optional.of(new Fault.Status(status));
            case "status_after_commit" -> Optional.of(new Fault.StatusAfterCommit(status));
            case "rate" ->
                Optional.of(new Fault.TooManyRequests(Optional.ofNullable(rule.get("retry_after"))
                        .filter(JsonNode::isValueNode)
                        .map(JsonNode::asText)));
            case "slow" ->
                Optional.of(
                        new Fault.Slow(Duration.ofMillis(rule.path("delay_ms").asLong(1000))));
            case "hang" -> Optional.of(new Fault.Hang());
            case "drop" -> Optional.of(new Fault.Drop());
            case "drop_after_commit" -> Optional.of(new Fault.DropAfterCommit());
            case "plain_ok" -> Optional.of(new Fault.PlainOk());
            case "empty" -> Optional.of(new Fault.Empty());
            case "bad_json" -> Optional.of(new Fault.BadJson());
            case "huge" -> Optional.of(new Fault.Huge(rule.path("bytes").asLong(FIFTY_MB)));
            case "redirect" -> Optional.ofNullable(rule.get("location")).map(to -> new Fault.Redirect(to.asText()));
            default -> Optional.empty();
        };
    }
}

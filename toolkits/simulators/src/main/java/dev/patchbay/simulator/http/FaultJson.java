package dev.patchbay.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
                        Math.max(0, rule.path("skip").asInt(0)),
                        FaultRule.Chance.of(
                                rule.path("probability").asDouble(1),
                                rule.path("seed").asLong(1)),
                        times == 0 ? Integer.MAX_VALUE : times,
                        fault));
    }

    private static Optional<Fault> fault(JsonNode rule) {
        int status = rule.path("status").asInt(500);
        return switch (rule.path("kind").asText("")) {
            case "status" -> Optional.of(new Fault.Status(status));
            case "status_after_commit" -> Optional.of(new Fault.StatusAfterCommit(status));
            case "rate" -> rule.has("limit") ? rate(rule) : Optional.of(tooMany(rule));
            case "slow", "slow_headers" -> Optional.of(new Fault.Slow(delay(rule)));
            case "slow_body" -> Optional.of(new Fault.SlowBody(delay(rule)));
            case "hang" -> Optional.of(new Fault.Hang());
            case "drop" -> Optional.of(new Fault.Drop());
            case "drop_after_commit" -> Optional.of(new Fault.DropAfterCommit());
            case "reset" -> Optional.of(new Fault.Reset());
            case "reset_after_commit" -> Optional.of(new Fault.ResetAfterCommit());
            case "truncate" -> Optional.of(new Fault.Truncate());
            case "wrong_type" -> Optional.of(new Fault.WrongType());
            case "plain_ok" -> Optional.of(new Fault.PlainOk());
            case "empty" -> Optional.of(new Fault.Empty());
            case "bad_json" -> Optional.of(new Fault.BadJson());
            case "huge" -> Optional.of(new Fault.Huge(rule.path("bytes").asLong(FIFTY_MB)));
            case "drop_in_head" -> Optional.of(new Fault.DropInHead());
            case "altered" -> Alteration.named(rule.path("how").asText("")).map(Fault.Altered::new);
            case "answer" -> Optional.of(new Fault.Canned(canned(rule)));
            case "redirect" ->
                Optional.ofNullable(rule.get("location"))
                        .map(to -> new Fault.Redirect(rule.path("status").asInt(302), to.asText()));
            default -> Optional.empty();
        };
    }

    private static Answer canned(JsonNode rule) {
        var headers = new LinkedHashMap<String, String>();
        rule.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new Answer(
                rule.path("status").asInt(200),
                headers,
                Body.of(rule.path("body").asText("")));
    }

    private static Duration delay(JsonNode rule) {
        return Duration.ofMillis(rule.path("delay_ms").asLong(1000));
    }

    private static Fault tooMany(JsonNode rule) {
        return new Fault.TooManyRequests(Optional.ofNullable(rule.get("retry_after"))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText));
    }

    private static Optional<Fault> rate(JsonNode rule) {
        int limit = rule.path("limit").asInt();
        long perMillis = rule.path("per_ms").asLong();
        String variant = rule.path("retry_after").asText("seconds");
        return Arrays.stream(Fault.RetryAfter.values())
                .filter(known -> known.name().equalsIgnoreCase(variant) && limit > 0 && perMillis > 0)
                .findFirst()
                .map(retryAfter -> new Fault.Rate(limit, Duration.ofMillis(perMillis), retryAfter));
    }
}

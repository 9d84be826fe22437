package dev.patchbay.simulator.http;

import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests meet a fault.
 *
 * @param method an HTTP method, or {@code *}
 * @param path the raw path; {@code *} stands for any run of characters
 * @param skip how many such requests pass before the first one meets it
 * @param chance how probably each of the others meets it
 * @param times how many requests it meets before it is used up
 */
public record FaultRule(String method, String path, int skip, Chance chance, int times, Fault fault) {
    public FaultRule {
        if (times < 1) {
            throw new IllegalArgumentException("times must be positive");
        }
    }

    public FaultRule(String method, String path, int times, Fault fault) {
        this(method, path, 0, Chance.of(1, 0), times, fault);
    }

    /** The same decisions, one after the other, from the same seed. */
    public record Chance(double probability, SplittableRandom random) {
        public static Chance of(double probability, long seed) {
            return new Chance(probability, new SplittableRandom(seed));
        }

        boolean decide() {
            return probability >= 1 || random.nextDouble() < probability;
        }
    }

    public static FaultRule once(String method, String path, Fault fault) {
        return new FaultRule(method, path, 1, fault);
    }

    public static FaultRule always(String method, String path, Fault fault) {
        return new FaultRule(method, path, Integer.MAX_VALUE, fault);
    }

    boolean matches(String requestMethod, String rawPath) {
        String pattern = Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return (method.equals("*") || method.equals(requestMethod)) && rawPath.matches(pattern);
    }

    FaultRule skipped() {
        return new FaultRule(method, path, skip - 1, chance, times, fault);
    }

    FaultRule used() {
        return new FaultRule(method, path, skip, chance, times == Integer.MAX_VALUE ? times : times - 1, fault);
    }
}

package dev.patchbay.simulator.http;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which requests meet a fault.
 *
 * @param method an HTTP method, or {@code *}
 * @param path the raw path; {@code *} stands for any run of characters
 * @param times how many requests it meets before it is used up
 */
public record FaultRule(String method, String path, int times, Fault fault) {
    public FaultRule {
        if (times < 1) {
            throw new IllegalArgumentException("times must be positive");
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

    FaultRule used() {
        return new FaultRule(method, path, times == Integer.MAX_VALUE ? times : times - 1, fault);
    }
}

package dev.patchbay.simulator.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Method and path template to handler, tried in the order they were added. {@code {name}} takes one decoded segment, a last
 * {@code **} takes all that remain.
 */
public final class Routes<H> {
    private record Route<H>(String method, List<String> template, H handler) {}

    public record Match<H>(H handler, Map<String, String> variables, List<String> rest) {}

    private final List<Route<H>> routes = new ArrayList<>();

    public void add(String method, String template, H handler) {
        routes.add(new Route<>(method, List.of(template.substring(1).split("/", -1)), handler));
    }

    public Optional<Match<H>> find(String method, List<String> segments) {
        for (Route<H> route : routes) {
            var match = route.method().equals(method) ? match(route, segments) : Optional.<Match<H>>empty();
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private static <H> Optional<Match<H>> match(Route<H> route, List<String> segments) {
        var template = route.template();
        boolean open = template.getLast().equals("**");
        int fixed = open ? template.size() - 1 : template.size();
        if (segments.size() < fixed || (!open && segments.size() > fixed)) {
            return Optional.empty();
        }
        var variables = new LinkedHashMap<String, String>();
        for (int i = 0; i < fixed; i++) {
            String part = template.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match<>(route.handler(), variables, segments.subList(fixed, segments.size())));
    }
}

package dev.patchbay.simulator.backendless;

import java.util.List;

/**
 * Which application a path names, and the path below it. Three forms: {@code /<id>/<key>/…}, {@code /api/…} as on an
 * application's own domain, and {@code /api/<id>/<key>/…} as on a private installation.
 *
 * @param base as it stands in links
 * @param rest decoded segments; empty ones, which the official client sends, are dropped
 */
record Address(String base, List<String> rest) {

    static Address of(List<String> segments) {
        List<String> given =
                segments.stream().filter(segment -> !segment.isEmpty()).toList();
        boolean api = !given.isEmpty() && given.getFirst().equals("api");
        List<String> after = api ? given.subList(1, given.size()) : given;
        if (api && (after.isEmpty() || !after.getFirst().equals(Orchard.APPLICATION_ID))) {
            return new Address("/api", after);
        }
        if (after.size() < 2
                || !after.get(0).equals(Orchard.APPLICATION_ID)
                || !after.get(1).equals(Orchard.REST_API_KEY)) {
            throw Refusal.of(Codes.WRONG_APPLICATION, "Application is disabled, or the id or key is wrong");
        }
        String base = (api ? "/api/" : "/") + Orchard.APPLICATION_ID + "/" + Orchard.REST_API_KEY;
        return new Address(base, after.subList(2, after.size()));
    }
}

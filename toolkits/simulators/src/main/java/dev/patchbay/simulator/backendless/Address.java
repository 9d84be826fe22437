package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.http.Request;
import java.util.List;
import java.util.Optional;

/** What a path is about. Empty segments, which the official client sends, are dropped. */
sealed interface Address {
    /**
     * An application's own API, in one of three forms: {@code /<id>/<key>/…}, {@code /api/…} as on an application's own
     * domain, and {@code /api/<id>/<key>/…} as on a private installation.
     *
     * @param base as it stands in links
     * @param rest decoded segments
     */
    record Api(Application application, Key key, String base, List<String> rest) implements Address {
        public Api {
            rest = List.copyOf(rest);
        }
    }

    /** The developers' console: {@code /console/…} and {@code /<id>/console/…}. */
    record Console(List<String> segments) implements Address {
        public Console {
            segments = List.copyOf(segments);
        }
    }

    static Address of(Request request, Cloud cloud) {
        List<String> given = request.segments().stream()
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (given.stream().limit(2).anyMatch("console"::equals)) {
            return new Console(given);
        }
        boolean api = !given.isEmpty() && given.getFirst().equals("api");
        List<String> after = api ? given.subList(1, given.size()) : given;
        var named = after.stream().findFirst().flatMap(cloud::application);
        if (api && named.isEmpty()) {
            return cloud.behind(request.header("host").orElse(""))
                    .map(application -> new Api(application, Key.REST, "/api", after))
                    .orElseThrow(() -> wrong(cloud));
        }
        var application = named.filter(_ -> after.size() > 1).orElseThrow(() -> wrong(cloud));
        String base = (api ? "/api/" : "/") + after.get(0) + "/" + after.get(1);
        Key key = key(application.identity(), after.get(1)).orElseThrow(() -> wrong(cloud));
        return new Api(application, key, base, after.subList(2, after.size()));
    }

    private static Optional<Key> key(Application.Identity identity, String given) {
        if (given.equals(identity.restKey())) {
            return Optional.of(Key.REST);
        }
        return given.equals(identity.cloudCodeKey()) ? Optional.of(Key.CLOUD_CODE) : Optional.empty();
    }

    private static Refusal wrong(Cloud cloud) {
        return Refusal.of(Codes.WRONG_APPLICATION, "Application is disabled, or the id or key is wrong")
                .withStatus(cloud.options().number(Option.WRONG_APPLICATION_STATUS));
    }
}

package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Request;
import dev.patchbay.simulator.http.Routes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The developers' console, as far as timers need it. Every call but the login needs a developer's key. Hives are served by the
 * application's own routes, with all rights.
 */
final class ConsoleRoutes {
    private static final String TIMERS = "/{app}/console/servercode/{mode}/timers";
    private static final String FILES = "/{app}/console/servercode/{model}/{stage}/{language}";

    private interface Step {
        Answer handle(Call call);
    }

    private final Routes<Step> routes = new Routes<>();
    private final BiFunction<Request, Address.Api, Answer> api;

    /** @param api answers a call of an application's own interface */
    ConsoleRoutes(BiFunction<Request, Address.Api, Answer> api) {
        this.api = api;
        routes.add("GET", "/{app}/console/servercode", ConsoleRoutes::list);
        routes.add(
                "GET",
                "/{app}/console/servercode/timers/logs",
                call -> Call.answer(timers(call).log()));
        routes.add("POST", TIMERS, call -> Call.answer(timers(call).create(mode(call), call.object())));
        routes.add(
                "PUT",
                TIMERS + "/{id}",
                call -> Call.answer(timers(call).update(mode(call), call.path("id"), call.object())));
        routes.add("DELETE", TIMERS + "/{id}", ConsoleRoutes::delete);
        routes.add("PUT", TIMERS + "/{id}/state", ConsoleRoutes::enable);
        routes.add("POST", TIMERS + "/{name}/run", ConsoleRoutes::run);
        routes.add("GET", FILES, call -> Call.answer(files(call)));
        routes.add("PUT", FILES, ConsoleRoutes::saveFiles);
    }

    Answer answer(Cloud cloud, Request request, List<String> segments) {
        if (segments.equals(List.of("console", "home", "login"))
                && request.method().equals("POST")) {
            return login(cloud, request);
        }
        if (request.header("auth-key").filter(cloud::isDevelopersKey).isEmpty()) {
            throw notSignedIn(cloud);
        }
        var application = cloud.application(segments.getFirst())
                .orElseThrow(() -> Refusal.noSuchRoute(request.method(), "/" + String.join("/", segments)));
        if (segments.size() > 2 && segments.get(2).equals("hive")) {
            String base = "/" + String.join("/", segments.subList(0, 2));
            return api.apply(
                    request, new Address.Api(application, Key.CLOUD_CODE, base, segments.subList(2, segments.size())));
        }
        var match = routes.find(request.method(), segments)
                .orElseThrow(() -> Refusal.noSuchRoute(request.method(), "/" + String.join("/", segments)));
        return match.handler().handle(call(application, request, match.variables()));
    }

    private static Call call(Application application, Request request, Map<String, String> path) {
        var developer = new Caller(Optional.empty(), Set.of(), Key.CLOUD_CODE);
        return new Call(application, developer, "", request, path, List.of());
    }

    /** The key comes in a header, not in the body. */
    private static Answer login(Cloud cloud, Request request) {
        JsonNode body = Json.parse(request.body().text()).orElseGet(Json::object);
        var developer = cloud.developer(
                        body.path("login").asText(), body.path("password").asText())
                .orElseThrow(() -> notSignedIn(cloud));
        return Call.answer(Json.object().put("email", developer.login())).with("auth-key", developer.authKey());
    }

    private static Refusal notSignedIn(Cloud cloud) {
        return Refusal.of(cloud.options().number(Option.CONSOLE_REFUSED_CODE), "Developer is not logged in")
                .withStatus(cloud.options().number(Option.CONSOLE_REFUSED_STATUS));
    }

    private static Answer list(Call call) {
        return Call.answer(timers(call).list(call.query().all("mode")));
    }

    private static Answer delete(Call call) {
        timers(call).remove(mode(call), call.path("id"));
        return Call.nothing();
    }

    private static Answer enable(Call call) {
        return Call.answer(timers(call)
                .enable(
                        mode(call),
                        call.path("id"),
                        call.object().path("enabled").asBoolean()));
    }

    private static Answer run(Call call) {
        timers(call).run(mode(call), call.path("name"));
        return Call.nothing();
    }

    /** A file given replaces the one of the same id; the others stay. */
    private static Answer saveFiles(Call call) {
        ArrayNode given = call.array();
        ArrayNode files = files(call);
        for (JsonNode file : given) {
            if (!(file instanceof ObjectNode) || !file.path("id").isTextual()) {
                throw Refusal.of(Codes.MALFORMED, "Every file needs an id and content");
            }
            for (int i = files.size() - 1; i >= 0; i--) {
                if (files.get(i).path("id").equals(file.path("id"))) {
                    files.remove(i);
                }
            }
            files.add(file);
        }
        return Call.nothing();
    }

    private static ArrayNode files(Call call) {
        if (!Set.of("draft", "production").contains(call.path("stage"))) {
            throw Refusal.noSuchRoute(call.request().method(), call.request().rawPath());
        }
        return timers(call).files(call.path("model") + "/" + call.path("stage") + "/" + call.path("language"));
    }

    private static Timers timers(Call call) {
        return call.application().timers();
    }

    private static String mode(Call call) {
        return call.path("mode").toUpperCase(Locale.ROOT);
    }
}

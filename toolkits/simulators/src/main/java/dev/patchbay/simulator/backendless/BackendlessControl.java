package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.backendless.AccessRules.Effect;
import dev.patchbay.simulator.backendless.AccessRules.Subject;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Request;
import java.util.Optional;

/** What the control interface has for this service alone: options, the outbox, permissions of a whole application. */
record BackendlessControl(Cloud cloud) {

    Optional<Answer> answer(String command, Request request) {
        return switch (request.method() + " " + command) {
            case "GET options" -> Optional.of(Call.answer(cloud.options().json()));
            case "POST options" ->
                Optional.of(attempt(() -> cloud.options()
                        .set(Json.parse(request.body().text())
                                .orElseThrow(() -> new IllegalArgumentException("The body is not JSON")))));
            case "GET outbox" ->
                Optional.of(application(request)
                        .map(application -> Call.answer(application.messages().outbox()))
                        .orElseGet(() -> refused("No such application")));
            case "POST permissions" -> Optional.of(attempt(() -> permit(request)));
            default -> Optional.empty();
        };
    }

    /** Runs it, and answers what its {@link IllegalArgumentException} says if there is one. */
    static Answer attempt(Runnable change) {
        try {
            change.run();
            return Call.answer(Json.object().put("done", true));
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    private static Answer refused(String why) {
        return Answer.json(400, Json.object().put("error", why));
    }

    private Optional<Application> application(Request request) {
        return request.query()
                .first("app")
                .map(cloud::application)
                .orElseGet(() -> cloud.applications().stream().findFirst());
    }

    /** {@code {"effect": "DENY", "permission": "FIND", "role": "NotAuthenticatedUser"}}: for every table there is. */
    private void permit(Request request) {
        var rule = Json.parse(request.body().text())
                .orElseThrow(() -> new IllegalArgumentException("The body is not JSON"));
        Effect effect = Effect.valueOf(rule.path("effect").asText(""));
        Subject subject = rule.has("user")
                ? new Subject.User(rule.path("user").asText())
                : new Subject.Role(rule.path("role").asText(AccessRules.ANY));
        application(request)
                .orElseThrow(() -> new IllegalArgumentException("No such application"))
                .access()
                .put(TableAccess.EVERYTHING, rule.path("permission").asText(AccessRules.ANY), subject, effect);
    }
}

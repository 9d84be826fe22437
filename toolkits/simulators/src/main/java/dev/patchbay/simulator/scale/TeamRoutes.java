package dev.patchbay.simulator.scale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;
import java.time.Duration;
import java.util.List;

/** The people of an account. */
final class TeamRoutes {
    private static final List<String> ROLES = List.of("labeler", "member", "manager");
    private static final List<String> NOT_ACTIVE = List.of("invited", "disabled");
    private static final Duration INVITATION = Duration.ofDays(7);

    private TeamRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add(
                "GET", "/v1/teams", call -> Answer.json(200, call.environment().members()));
        routes.add("POST", "/v1/teams/invite", TeamRoutes::invite);
        routes.add("POST", "/v1/teams/set_role", TeamRoutes::setRole);
    }

    static boolean isActive(ObjectNode member) {
        return !NOT_ACTIVE.contains(member.path("role").asText());
    }

    private static Answer invite(Call call) {
        ObjectNode body = call.object();
        List<String> emails = Parameters.texts(body, "emails");
        check(call, emails, Parameters.required(body, "team_role"));
        for (String email : emails) {
            if (call.environment().member(email).isEmpty()) {
                call.environment().members().add(invited(call, email));
            }
        }
        return Answer.json(200, call.environment().members());
    }

    private static ObjectNode invited(Call call, String email) {
        return Json.object()
                .put("email", email)
                .put("role", "invited")
                .put("company", "Orchard")
                .put("firstName", "")
                .put("lastName", "")
                .put("isStudioLabeler", false)
                .put("expiry", Timestamps.write(call.environment().now().plus(INVITATION)));
    }

    private static Answer setRole(Call call) {
        ObjectNode body = call.object();
        List<String> emails = Parameters.texts(body, "emails");
        String role = Parameters.required(body, "team_role");
        check(call, emails, role);
        var members = emails.stream()
                .map(email -> call.environment()
                        .member(email)
                        .filter(TeamRoutes::isActive)
                        .orElseThrow(() -> Refusal.parameter("\"" + email + "\" is no member of the team")))
                .toList();
        members.forEach(member -> member.put("role", role).put("isStudioLabeler", role.equals("labeler")));
        return Answer.json(200, call.environment().members());
    }

    private static void check(Call call, List<String> emails, String role) {
        if (!call.on(Switch.TEAM_RULES)) {
            return;
        }
        if (!ROLES.contains(role)) {
            throw Refusal.parameter("\"team_role\" must be one of " + ROLES);
        }
        for (String email : emails) {
            if (!email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
                throw Refusal.parameter("\"" + email + "\" is not an e-mail address");
            }
        }
    }
}

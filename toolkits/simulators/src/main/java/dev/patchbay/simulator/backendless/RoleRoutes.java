package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Json;
import dev.patchbay.simulator.http.Routes;

/** Roles of users. Giving and taking them needs the Cloud Code key; the system's own roles are not given to anybody. */
final class RoleRoutes {
    private RoleRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("GET", "/users/userroles", RoleRoutes::own);
        routes.add("GET", "/users/userroles/{id}", RoleRoutes::ofUser);
        routes.add("GET", "/users/role/{role}", RoleRoutes::inRole);
        routes.add("POST", "/users/assignRole", RoleRoutes::assign);
        routes.add("POST", "/users/unassignRole", RoleRoutes::unassign);
    }

    private static Answer own(Call call) {
        var roles = Json.array();
        call.caller().roles().stream().sorted().forEach(roles::add);
        return Call.answer(roles);
    }

    private static Answer ofUser(Call call) {
        var application = call.application();
        application.records().find(application.accounts().table(), call.path("id"));
        var roles = Json.array().add(Caller.SIGNED_IN);
        application.accounts().roles(call.path("id")).forEach(roles::add);
        return Call.answer(roles);
    }

    private static Answer inRole(Call call) {
        known(call, call.path("role"));
        var users = Json.array();
        var accounts = call.application().accounts();
        accounts.inRole(call.path("role"))
                .forEach(row -> users.add(accounts.table().render(row)));
        return Call.answer(users);
    }

    private static Answer assign(Call call) {
        String role = changeable(call, Codes.SYSTEM_ROLE_ASSIGNED);
        call.application().accounts().roles(user(call)).add(role);
        return Call.nothing();
    }

    private static Answer unassign(Call call) {
        String role = changeable(call, Codes.SYSTEM_ROLE_UNASSIGNED);
        call.application().accounts().roles(user(call)).remove(role);
        return Call.nothing();
    }

    private static String changeable(Call call, int systemRole) {
        if (call.caller().key() != Key.CLOUD_CODE) {
            throw Refusal.of(Codes.WRONG_KIND_OF_KEY, "Operation is not allowed with this kind of API key");
        }
        String role = call.required("roleName");
        if (Caller.SYSTEM_ROLES.contains(role)) {
            throw Refusal.of(systemRole, "System role " + role + " cannot be given or taken");
        }
        return known(call, role);
    }

    private static String known(Call call, String role) {
        if (!call.application().customRoles().contains(role)) {
            throw Refusal.of(Codes.ROLE_NOT_FOUND, "Role " + role + " not found");
        }
        return role;
    }

    private static String user(Call call) {
        String identity = call.required("user");
        ObjectNode row = call.application()
                .accounts()
                .named(identity)
                .orElseThrow(() -> Refusal.of(Codes.USER_UNKNOWN, "User " + identity + " does not exist"));
        return row.path("objectId").asText();
    }
}

package dev.patchbay.simulator.backendless;

import dev.patchbay.simulator.backendless.AccessRules.Effect;
import dev.patchbay.simulator.backendless.AccessRules.Subject;
import dev.patchbay.simulator.http.Answer;
import dev.patchbay.simulator.http.Routes;
import java.util.Arrays;

/** Granting and denying: for one object, or for a whole table. The object's form answers null, the table's nothing at all. */
final class PermissionRoutes {
    private PermissionRoutes() {}

    static void addTo(Routes<Handler> routes) {
        routes.add("PUT", "/data/{table}/permissions/{effect}", PermissionRoutes::ofTable);
        routes.add("PUT", "/data/{table}/permissions/{effect}/{id}", PermissionRoutes::ofObject);
    }

    private static Answer ofTable(Call call) {
        if (call.caller().key() != Key.CLOUD_CODE
                && call.application().options().is(Option.TABLE_PERMISSIONS, "cloud_code_only")) {
            throw Refusal.of(Codes.WRONG_KIND_OF_KEY, "Operation is not allowed with this kind of API key");
        }
        var table = call.application().database().table(call.path("table"));
        TableAccess.of(call, table).require(Operation.PERMISSION);
        put(call, TableAccess.resource(table.name()));
        return Call.nothing();
    }

    private static Answer ofObject(Call call) {
        var table = call.application().database().table(call.path("table"));
        String id = call.path("id");
        call.application().records().find(table, id);
        TableAccess.of(call, table).require(Operation.PERMISSION, id);
        put(call, TableAccess.resource(table.name(), id));
        return Call.nullAnswer();
    }

    private static void put(Call call, String resource) {
        String operation = call.required("permission");
        if (!operation.equals(AccessRules.ANY)
                && Arrays.stream(Operation.values())
                        .noneMatch(known -> known.name().equals(operation))) {
            throw Refusal.of(Codes.MALFORMED, "Permission " + operation + " is not known");
        }
        call.application().access().put(resource, operation, subject(call), effect(call));
    }

    static Effect effect(Call call) {
        return switch (call.path("effect")) {
            case "GRANT" -> Effect.GRANT;
            case "DENY" -> Effect.DENY;
            default -> throw Refusal.noSuchRoute("PUT", call.request().rawPath());
        };
    }

    /** {@code user} wins where both are given. */
    static Subject subject(Call call) {
        String user = call.object().path("user").asText("");
        if (!user.isEmpty()) {
            if (!user.equals(AccessRules.ANY)) {
                call.application().records().find(call.application().accounts().table(), user);
            }
            return new Subject.User(user);
        }
        String role = call.required("role");
        if (!role.equals(AccessRules.ANY)
                && !Caller.SYSTEM_ROLES.contains(role)
                && !call.application().customRoles().contains(role)) {
            throw Refusal.of(Codes.ROLE_NOT_FOUND, "Role " + role + " not found");
        }
        return new Subject.Role(role);
    }
}

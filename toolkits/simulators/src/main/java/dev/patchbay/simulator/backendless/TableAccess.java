package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;

/** Permissions of a table for one caller: the object's own rules come first, then the table's, then the application's. */
record TableAccess(AccessRules rules, Caller caller, Table table, Options options) {
    static final String EVERYTHING = "data";

    static TableAccess of(Call call, Table table) {
        var application = call.application();
        return new TableAccess(application.access(), call.caller(), table, application.options());
    }

    static String resource(String table) {
        return EVERYTHING + "/" + table;
    }

    static String resource(String table, String id) {
        return resource(table) + "/" + id;
    }

    void require(Operation operation) {
        if (!rules.allows(caller, operation.name(), List.of(resource(table.name()), EVERYTHING))) {
            throw operation.refusal(table.name());
        }
    }

    void require(Operation operation, String id) {
        if (!allows(operation, id)) {
            throw operation.refusal(table.name());
        }
    }

    /** Which rows a find may see. Where the table is closed and no object opened, the option says what a find gets. */
    Predicate<ObjectNode> visible() {
        Predicate<ObjectNode> visible =
                row -> allows(Operation.FIND, row.path("objectId").asText());
        if (options.is(Option.DENIED_FIND, "error") && table.rows().noneMatch(visible)) {
            require(Operation.FIND);
        }
        return visible;
    }

    private boolean allows(Operation operation, String id) {
        return rules.allows(
                caller, operation.name(), List.of(resource(table.name(), id), resource(table.name()), EVERYTHING));
    }
}

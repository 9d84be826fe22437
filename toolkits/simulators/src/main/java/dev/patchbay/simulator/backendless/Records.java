package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Writing rows, the same for the data calls and the user calls: schema, identities, passwords, owners. */
final class Records {
    /** Members of a saved object that are the service's own business. */
    private static final Set<String> IGNORED =
            Set.of("objectId", "ownerId", "created", "updated", "___class", "__meta", "__subID", "user-token");

    private final Application application;

    Records(Application application) {
        this.application = application;
    }

    /** The table of that name; a new one when the schema is dynamic. */
    Table tableToWrite(String name) {
        var database = application.database();
        return application.options().is(Option.DYNAMIC_SCHEMA, "true")
                        && database.find(name).isEmpty()
                ? database.create(name, new LinkedHashMap<>())
                : database.table(name);
    }

    ObjectNode find(Table table, String id) {
        return table.find(id)
                .orElseThrow(() -> Refusal.of(
                        application.options().number(Option.ENTITY_NOT_FOUND_CODE),
                        "Entity with ID " + id + " not found"));
    }

    ObjectNode create(Table table, ObjectNode body, Caller caller) {
        if (table.name().equals(Accounts.TABLE)) {
            return register(body);
        }
        String given = body.path("objectId").asText("");
        return create(table, given.isEmpty() ? application.ids().object(table.name()) : given, body, caller);
    }

    private ObjectNode create(Table table, String id, ObjectNode body, Caller caller) {
        ObjectNode values = accepted(table, body);
        caller.userId().ifPresent(owner -> values.put("ownerId", owner));
        table.add(id, application.now(), values);
        return table.require(id);
    }

    /** An account, by whichever door it came in. */
    ObjectNode register(ObjectNode body) {
        if (body.has("id")) {
            throw Refusal.of(Codes.ID_NOT_ALLOWED, "Property id is not allowed");
        }
        String password = body.path("password").asText("");
        if (password.isEmpty()) {
            throw Refusal.of(Codes.PASSWORD_MISSING, "Password is missing");
        }
        String email = body.path("email").asText("");
        if (email.isEmpty()) {
            throw Refusal.of(Codes.IDENTITY_MISSING, "Identity is missing");
        }
        if (!email.matches("[^@\\s]+@[^@\\s]+")) {
            throw Refusal.of(Codes.BAD_EMAIL, "E-mail address is malformed");
        }
        var accounts = application.accounts();
        if (accounts.byEmail(email).isPresent()) {
            throw Refusal.of(Codes.IDENTITY_TAKEN, "Identity already used");
        }
        ObjectNode values = accepted(accounts.table(), body);
        // Who registers with the id of a guest stops being one.
        var guest = accounts.table()
                .find(body.path("objectId").asText(""))
                .filter(row -> row.path("userStatus").asText().equals("GUEST"));
        if (guest.isEmpty()) {
            return accounts.add(application.now(), values, password);
        }
        String id = guest.get().path("objectId").asText();
        accounts.table().update(id, application.now(), values.put("userStatus", "ENABLED"));
        accounts.setPassword(id, password);
        return accounts.table().require(id);
    }

    ObjectNode update(Table table, String id, ObjectNode body) {
        find(table, id);
        if (table.name().equals(Accounts.TABLE)) {
            var accounts = application.accounts();
            if (accounts.byEmail(body.path("email").asText(""))
                    .filter(other -> !other.path("objectId").asText().equals(id))
                    .isPresent()) {
                throw Refusal.of(Codes.IDENTITY_OF_ANOTHER, "Another user already has that identity");
            }
            if (body.hasNonNull("password")) {
                accounts.setPassword(id, body.path("password").asText());
            }
        }
        table.update(id, application.now(), accepted(table, body));
        return table.require(id);
    }

    void remove(Table table, String id) {
        find(table, id);
        if (table.name().equals(Accounts.TABLE)) {
            application.accounts().remove(id);
            application.sessions().closeAllOf(id);
        } else {
            table.remove(id);
        }
    }

    /** What of a body can be stored. An unknown property becomes a column, or is dropped when the schema is fixed. */
    private ObjectNode accepted(Table table, ObjectNode body) {
        var values = Json.object();
        for (Map.Entry<String, JsonNode> member : body.properties()) {
            String name = member.getKey();
            boolean password = name.equals("password") && table.name().equals(Accounts.TABLE);
            if (IGNORED.contains(name) || password || table.relations().containsKey(name)) {
                continue;
            }
            if (table.type(name).isEmpty()) {
                if (application.options().is(Option.DYNAMIC_SCHEMA, "false")) {
                    continue;
                }
                table.addColumn(name, ColumnType.of(member.getValue()));
            }
            ColumnType type = table.type(name).orElseThrow();
            values.set(
                    name,
                    type.accept(member.getValue())
                            .orElseThrow(() -> Refusal.of(
                                    Codes.WRONG_TYPE,
                                    "Column '" + name + "' in table '" + table.name() + "' takes " + type)));
        }
        return values;
    }
}

package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The accounts: rows of an ordinary table, with the passwords kept apart so that no answer can hold one. */
final class Accounts {
    static final String TABLE = "Users";
    static final List<String> COLUMNS = List.of("email", "name", "userStatus", "socialAccount", "lastLogin");

    private final Table table;
    private final Map<String, String> passwords = new HashMap<>();

    Accounts(Table table) {
        this.table = table;
    }

    /** Adds an account and answers its row. Members that are no columns yet become columns. */
    ObjectNode add(long created, ObjectNode properties, String password) {
        String id = "U-" + (table.size() + 1);
        var row = Json.object().put("userStatus", "ENABLED").put("socialAccount", "BACKENDLESS");
        row.setAll(properties);
        row.put("ownerId", id);
        table.add(id, created, row);
        passwords.put(id, password);
        return table.find(id).orElseThrow();
    }

    Optional<ObjectNode> byEmail(String email) {
        return table.rows()
                .filter(row -> row.path("email").asText().equals(email))
                .findFirst();
    }

    boolean hasPassword(ObjectNode row, String password) {
        return password.equals(passwords.get(row.path("objectId").asText()));
    }
}

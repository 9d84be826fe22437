package dev.patchbay.simulator.backendless;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.simulator.http.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The accounts: rows of an ordinary table, with the passwords kept apart so that no answer can hold one. */
final class Accounts {
    static final String TABLE = "Users";
    static final SequencedMap<String, ColumnType> COLUMNS = columns();

    private final Table table;
    private final Ids ids;
    private final Map<String, String> passwords = new HashMap<>();
    private final Map<String, Set<String>> roles = new HashMap<>();
    private final Map<String, Integer> wrongPasswords = new HashMap<>();

    Accounts(Table table, Ids ids) {
        this.table = table;
        this.ids = ids;
    }

    private static SequencedMap<String, ColumnType> columns() {
        var columns = new LinkedHashMap<String, ColumnType>();
        for (String name : new String[] {"email", "name", "userStatus", "socialAccount"}) {
            columns.put(name, ColumnType.STRING);
        }
        columns.put("lastLogin", ColumnType.DATETIME);
        return columns;
    }

    Table table() {
        return table;
    }

    /** Adds an account and answers its row. The properties must be columns. */
    ObjectNode add(long created, ObjectNode properties, String password) {
        String id = ids.object(TABLE);
        var row = Json.object().put("userStatus", "ENABLED").put("socialAccount", "BACKENDLESS");
        row.setAll(properties);
        row.put("ownerId", id);
        table.add(id, created, row);
        setPassword(id, password);
        return table.require(id);
    }

    void setPassword(String id, String password) {
        passwords.put(id, password);
        wrongPasswords.remove(id);
    }

    void remove(String id) {
        table.remove(id);
        passwords.remove(id);
        roles.remove(id);
        wrongPasswords.remove(id);
    }

    Optional<ObjectNode> byEmail(String email) {
        return table.rows()
                .filter(row -> row.path("email").asText().equals(email))
                .findFirst();
    }

    /** By e-mail address or id: both name a user where roles are given. */
    Optional<ObjectNode> named(String identity) {
        return byEmail(identity).or(() -> table.find(identity));
    }

    boolean hasPassword(String id, String password) {
        boolean right = password.equals(passwords.get(id));
        if (right) {
            wrongPasswords.remove(id);
        } else {
            wrongPasswords.merge(id, 1, Integer::sum);
        }
        return right;
    }

    /** How often in a row a wrong password was given. */
    int wrongPasswords(String id) {
        return wrongPasswords.getOrDefault(id, 0);
    }

    /** The roles given to somebody, without the system's own. */
    Set<String> roles(String id) {
        return roles.computeIfAbsent(id, _ -> new TreeSet<>());
    }

    Stream<ObjectNode> inRole(String role) {
        return table.rows().filter(row -> roles(row.path("objectId").asText()).contains(role));
    }
}

package dev.patchbay.gateway.rest;

import dev.patchbay.gateway.connect.GivenFields;
import dev.patchbay.gateway.json.Members;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;

/** The block {@code connection} of requests that make or change an account (contract sections 11.3 and 11.5). */
final class ConnectionBlock {
    private ConnectionBlock() {}

    /** What it may hold where an account is made. */
    static void check(Members connection) {
        connection.only(
                "user_id",
                "state",
                "callback_url",
                "redirect_uri",
                "alias",
                "data",
                "deprecated_is_v1_rerouted",
                SharingJson.BLOCK);
        if (connection.rawObject("data").filter(data -> !data.isEmpty()).isPresent()) {
            connection.problem(
                    "data", "not taken any more; send state {\"authScheme\": \"API_KEY\", \"val\": {…}} instead");
        }
    }

    /**
     * The fields of {@code state.val} as texts; those that are null are to go. {@code status} there is the client's own claim
     * and is not taken.
     */
    static Optional<GivenFields> state(Members connection) {
        return connection.object("state").map(state -> {
            state.only("authScheme", "val");
            if (state.text("authScheme").filter(ToolkitJson.SCHEME::equals).isEmpty()) {
                state.problem("authScheme", "must be " + ToolkitJson.SCHEME);
            }
            var values = new LinkedHashMap<String, String>();
            var removed = new LinkedHashSet<String>();
            state.object("val")
                    .ifPresentOrElse(
                            val -> val.names().stream()
                                    .filter(name -> !name.equals("status"))
                                    .forEach(name -> {
                                        val.text(name).ifPresent(value -> values.put(name, value));
                                        if (!val.has(name)) {
                                            removed.add(name);
                                        }
                                    }),
                            () -> state.problem("val", "missing; it holds the fields of the connection"));
            return new GivenFields(values, removed);
        });
    }
}

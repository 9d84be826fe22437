package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AccountResolver.Reached;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.custom.CustomToolkit;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;

/** A toolkit's connection as a search tells of it (contract 5.3). */
final class ConnectionJson {
    private ConnectionJson() {}

    static ObjectNode of(ToolScope scope, ConnectionState state) {
        var json = Json.object()
                .put("toolkit", state.toolkit().slug().value())
                .put("description", state.toolkit().description())
                .put("has_active_connection", state.active().isPresent())
                .put("status_message", message(scope, state));
        var details = json.putObject("connection_details");
        state.active()
                .ifPresent(account ->
                        details.put("connected_account_id", account.id().value()));
        if (state.usable() > 1) {
            accounts(json, state);
        }
        return json;
    }

    /** Tools that a caller brought along have nothing to connect. */
    static ObjectNode of(CustomToolkit brought) {
        return Json.object()
                .put("toolkit", brought.slug())
                .put("description", brought.description())
                .put("has_active_connection", true)
                .put("status_message", "Runs in the caller's own process; nothing to connect.");
    }

    private static void accounts(ObjectNode json, ConnectionState state) {
        var list = json.putArray("accounts");
        var first = state.active();
        state.accounts().stream().filter(Reached::isUsable).forEach(reached -> {
            var account = reached.account();
            var item = list.addObject().put("id", account.wordId());
            account.alias().ifPresent(alias -> item.put("alias", alias));
            item.put("status", account.status().name())
                    .put("created_at", Timestamps.of(account.createdAt()))
                    .put(
                            "is_default",
                            !state.mustChoose() && first.filter(account::equals).isPresent());
        });
        if (state.mustChoose()) {
            json.put("account_selection", "required");
        }
    }

    private static String message(ToolScope scope, ConnectionState state) {
        if (state.mustChoose()) {
            return "Several accounts are connected; ask the user which, and name it as account in each call.";
        }
        if (state.active().isPresent()) {
            return "Connected.";
        }
        return state.problem().orElse("Not connected.") + " " + ConnectionAdvice.of(scope, state);
    }
}

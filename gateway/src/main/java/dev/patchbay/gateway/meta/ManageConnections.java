package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.gateway.call.FailureText;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.connect.LinkIssue;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;

/** {@code COMPOSIO_MANAGE_CONNECTIONS} (contract 7.5): how the user stands with toolkits, with a link where he must connect. */
@ApplicationScoped
class ManageConnections {
    private static final int MOST = 20;

    private final NamedToolkits toolkits;
    private final ConnectionStates states;
    private final ConnectionLinks links;
    private final Workflows workflows;

    ManageConnections(NamedToolkits toolkits, ConnectionStates states, ConnectionLinks links, Workflows workflows) {
        this.toolkits = toolkits;
        this.states = states;
        this.links = links;
        this.workflows = workflows;
    }

    Outcome<ObjectNode> run(ToolScope scope, ObjectNode given) {
        var arguments = MetaArguments.of(MetaTool.MANAGE_CONNECTIONS, given);
        var names = arguments.toolkits(MOST);
        var again = arguments.members().flag("reinitiate_all").orElse(false);
        var workflow = workflows.continued(arguments.members());
        return arguments.thenRun(() -> {
            var data = Json.object();
            var results = Json.object();
            var tally = new Tally();
            for (var name : names) {
                var result = tally.count(
                        switch (toolkits.find(MetaTool.MANAGE_CONNECTIONS, scope, name)) {
                            case Outcome.Failed<Toolkit>(var failure) ->
                                failed(name, FailureText.of(failure).whole());
                            case Outcome.Ok<Toolkit>(var toolkit) -> result(scope, states.of(scope, toolkit), again);
                        });
                results.set(name, result);
            }
            data.put("message", tally.message());
            data.set("results", results);
            data.set("summary", tally.summary(names.size()));
            workflow.ifPresent(session -> data.set("session", session));
            return Outcome.ok(data);
        });
    }

    private ObjectNode result(ToolScope scope, ConnectionState state, boolean again) {
        var slug = state.toolkit().slug();
        var active = state.active();
        if (active.isPresent() && !again) {
            return active(active.get());
        }
        return switch (links.offer(scope, slug, again)) {
            case LinkIssue.Refused(var ignored, var message) ->
                failed(slug.value(), message).put("has_active_connection", active.isPresent());
            case LinkIssue.Issued link ->
                Json.object()
                        .put("toolkit", slug.value())
                        .put("status", "initiated")
                        .put("has_active_connection", active.isPresent())
                        .put("connected_account_id", link.account().value())
                        .put("auth_config_id", link.authConfig().value())
                        .put("created_at", Timestamps.of(link.createdAt()))
                        .put("redirect_url", link.redirectUrl())
                        .put("instruction", links.show(state.toolkit(), link))
                        .put("was_reinitiated", active.isPresent());
        };
    }

    private static ObjectNode active(ConnectedAccount account) {
        return Json.object()
                .put("toolkit", account.toolkit().value())
                .put("status", "active")
                .put("has_active_connection", true)
                .put("auth_config_id", account.authConfig().value())
                .put("connected_account_id", account.id().value())
                .put("created_at", Timestamps.of(account.createdAt()));
    }

    private static ObjectNode failed(String toolkit, String message) {
        return Json.object()
                .put("toolkit", toolkit)
                .put("status", "failed")
                .put("has_active_connection", false)
                .put("error_message", message);
    }

    /** Counts how the toolkits stand. */
    private static final class Tally {
        private int active;
        private int initiated;
        private int failed;

        ObjectNode count(ObjectNode result) {
            switch (result.path("status").asText()) {
                case "active" -> active++;
                case "initiated" -> initiated++;
                default -> failed++; // the third of the three words above
            }
            return result;
        }

        String message() {
            return initiated > 0
                    ? "Show the user the links; run the tools once he has connected."
                    : failed > 0 ? "Some toolkits cannot be connected here; see error_message." : "All connected.";
        }

        ObjectNode summary(int total) {
            return Json.object()
                    .put("total_toolkits", total)
                    .put("active_connections", active)
                    .put("initiated_connections", initiated)
                    .put("failed_connections", failed);
        }
    }
}

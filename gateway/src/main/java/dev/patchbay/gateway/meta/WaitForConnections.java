package dev.patchbay.gateway.meta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.connection.AccountResolver;
import dev.patchbay.authstore.connection.AccountStatus;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.gateway.call.CallObserver;
import dev.patchbay.gateway.call.CallerPresence;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.toolkit.Outcome;
import dev.patchbay.toolkit.Toolkit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code COMPOSIO_WAIT_FOR_CONNECTIONS} (contract 7.6): waits until a connection that was begun has ended well or badly. It
 * gives up after fifty seconds, because clients end a request after sixty; then it is called again.
 */
@ApplicationScoped
class WaitForConnections {
    private static final int MOST = 20;
    private static final Duration LONGEST = Duration.ofSeconds(50);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final NamedToolkits toolkits;
    private final ConnectionStates states;
    private final CallerPresence presence;
    private final Workflows workflows;
    private final Clock clock;

    WaitForConnections(
            NamedToolkits toolkits,
            ConnectionStates states,
            CallerPresence presence,
            Workflows workflows,
            Clock clock) {
        this.toolkits = toolkits;
        this.states = states;
        this.presence = presence;
        this.workflows = workflows;
        this.clock = clock;
    }

    /** Where a toolkit stands; {@code NOT_FOUND} where no account was ever begun. */
    private record Standing(String toolkit, String status, Optional<ConnectedAccount> account) {
        boolean isPending() {
            return status.equals("INITIATED");
        }

        boolean isSettled() {
            return account.isPresent() && !isPending();
        }
    }

    Outcome<ObjectNode> run(ToolScope scope, ObjectNode given) {
        var arguments = MetaArguments.of(MetaTool.WAIT_FOR_CONNECTIONS, given);
        var names = arguments.toolkits(MOST);
        var members = arguments.members();
        var mode = members.text("mode").orElse("any");
        if (!Set.of("any", "all").contains(mode)) {
            members.problem("mode", "must be any or all");
        }
        var workflow = workflows.continued(members);
        return arguments.thenRun(() -> {
            var found = new ArrayList<Toolkit>();
            for (var name : names) {
                switch (toolkits.find(MetaTool.WAIT_FOR_CONNECTIONS, scope, name)) {
                    case Outcome.Failed<Toolkit>(var failure) -> {
                        return Outcome.failed(failure);
                    }
                    case Outcome.Ok<Toolkit>(var toolkit) -> found.add(toolkit);
                }
            }
            var data = rendered(presence.during(() -> waited(scope, found, mode)));
            workflow.ifPresent(session -> data.set("session", session));
            return Outcome.ok(data);
        });
    }

    /** Also ends where none was begun that could still change. */
    private List<Standing> waited(ToolScope scope, List<Toolkit> named, String mode) {
        var begin = clock.instant();
        var end = begin.plus(LONGEST);
        while (true) {
            var standings =
                    named.stream().map(toolkit -> standing(scope, toolkit)).toList();
            var settled = mode.equals("all")
                    ? standings.stream().allMatch(Standing::isSettled)
                    : standings.stream().anyMatch(Standing::isSettled);
            var pending = standings.stream().anyMatch(Standing::isPending);
            if (settled || !pending || clock.instant().isAfter(end) || !presence.pause(PAUSE)) {
                return standings;
            }
            CallObserver.current()
                    .progress(
                            Math.toIntExact(
                                    Duration.between(begin, clock.instant()).toSeconds()),
                            Math.toIntExact(LONGEST.toSeconds()),
                            "Waiting for the user to connect.");
        }
    }

    /** Of the accounts that the session reaches: active where a call could be made now, else as the newest stands. */
    private Standing standing(ToolScope scope, Toolkit toolkit) {
        var slug = toolkit.slug().value();
        var state = states.of(scope, toolkit);
        var usable = state.active();
        if (usable.isPresent()) {
            return new Standing(slug, AccountStatus.ACTIVE.name(), usable);
        }
        return state.accounts().stream()
                .map(AccountResolver.Reached::account)
                .findFirst()
                .map(account -> new Standing(slug, word(account.status()), Optional.of(account)))
                .orElseGet(() -> new Standing(slug, "NOT_FOUND", Optional.empty()));
    }

    /** The contract knows four words here. */
    private static String word(AccountStatus status) {
        return switch (status) {
            case ACTIVE -> "ACTIVE";
            case INITIALIZING, INITIATED -> "INITIATED";
            case INACTIVE, FAILED, EXPIRED, REVOKED -> "FAILED";
        };
    }

    private static ObjectNode rendered(List<Standing> standings) {
        var data = Json.object();
        var waiting = standings.stream().filter(Standing::isPending).count();
        data.put(
                "message",
                waiting == 0
                        ? "Nothing is waited for any more."
                        : waiting + " of " + standings.size()
                                + " still wait for the user; call again to go on waiting.");
        var results = data.putObject("results");
        for (var standing : standings) {
            var result = results.putObject(standing.toolkit())
                    .put("toolkit", standing.toolkit())
                    .put("status", standing.status())
                    .put("has_active_connection", standing.status().equals("ACTIVE"));
            standing.account().ifPresent(account -> {
                result.put("connected_account_id", account.id().value())
                        .put("auth_config_id", account.authConfig().value())
                        .put("created_at", Timestamps.of(account.createdAt()));
                account.statusReason().ifPresent(reason -> result.put("error_message", reason));
            });
        }
        return data;
    }
}

package dev.patchbay.gateway.meta;

import dev.patchbay.authstore.connection.AccountChoice.Several;
import dev.patchbay.authstore.connection.AccountResolver;
import dev.patchbay.gateway.call.AccountChoices;
import dev.patchbay.gateway.call.ToolScope;
import dev.patchbay.gateway.call.VisibleTools;
import dev.patchbay.toolkit.Toolkit;
import dev.patchbay.toolkit.ToolkitSlug;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Optional;

/** Asks how a user stands with toolkits, by the same rules by which a call picks its account. */
@ApplicationScoped
public class ConnectionStates {
    private final AccountResolver accounts;
    private final VisibleTools tools;

    ConnectionStates(AccountResolver accounts, VisibleTools tools) {
        this.tools = tools;
        this.accounts = accounts;
    }

    /** As {@link #of(ToolScope, Toolkit)}, of a toolkit that there is. */
    ConnectionState of(ToolScope scope, ToolkitSlug toolkit) {
        return of(scope, tools.toolkit(toolkit.value()).orElseThrow());
    }

    /** May read the database. */
    public ConnectionState of(ToolScope scope, Toolkit toolkit) {
        var choice = AccountChoices.of(scope, toolkit.slug(), Optional.empty());
        var state = new ConnectionState(
                toolkit,
                accounts.reachedBy(scope.tenant(), scope.userId(), toolkit.slug(), choice).stream()
                        .sorted(Comparator.comparing(reached -> !choice.authConfig()
                                .equals(Optional.of(reached.account().authConfig()))))
                        .toList(),
                !choice.pinned().isEmpty(),
                false);
        return new ConnectionState(
                toolkit, state.accounts(), state.pinned(), choice.several() == Several.REFUSE && state.usable() > 1);
    }
}

package dev.patchbay.gateway.meta;

import dev.patchbay.authstore.connection.AccountResolver.Reached;
import dev.patchbay.authstore.connection.ConnectedAccount;
import dev.patchbay.toolkit.Toolkit;
import java.util.List;
import java.util.Optional;

/**
 * How a user stands with a toolkit in a session.
 *
 * @param accounts those a call would pick from in the order in which it does: of the session's auth config first, then newest first
 * @param mustChoose whether a call must name one of several
 */
public record ConnectionState(Toolkit toolkit, List<Reached> accounts, boolean pinned, boolean mustChoose) {

    public ConnectionState {
        accounts = List.copyOf(accounts);
    }

    public Optional<ConnectedAccount> active() {
        return accounts.stream().filter(Reached::isUsable).map(Reached::account).findFirst();
    }

    /** What keeps the newest account from being used; nothing where one is usable or there is none. */
    Optional<String> problem() {
        return active().isPresent()
                ? Optional.empty()
                : accounts.stream().findFirst().flatMap(Reached::problem);
    }

    long usable() {
        return accounts.stream().filter(Reached::isUsable).count();
    }
}

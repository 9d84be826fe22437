package dev.patchbay.gateway.meta;

import dev.patchbay.gateway.call.ToolScope;

/** What an agent does about a connection that is missing; asked only where no account is usable. */
final class ConnectionAdvice {
    private ConnectionAdvice() {}

    static boolean offersLinks(ToolScope scope, ConnectionState state) {
        return !state.pinned()
                && MetaTool.MANAGE_CONNECTIONS.refusal(scope.router()).isEmpty();
    }

    static String of(ToolScope scope, ConnectionState state) {
        if (state.pinned()) {
            return "The account was chosen by the application that made this session; tell the user.";
        }
        return offersLinks(scope, state)
                ? "Call " + MetaTool.MANAGE_CONNECTIONS.slug() + " with toolkits [\""
                        + state.toolkit().slug() + "\"] and show the user its link."
                : "The user connects it in the application that made this session; tell him.";
    }
}

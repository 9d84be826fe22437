package dev.patchbay.gateway.meta;

import dev.patchbay.authstore.token.Scope;
import dev.patchbay.authstore.token.Scope.Access;
import dev.patchbay.authstore.token.Scope.Area;
import dev.patchbay.gateway.call.ToolScope;
import java.util.Set;

/**
 * What an API key must be good for to run a meta tool, beyond the route: what connects accounts asks for no less than the
 * routes that do the same (contract 2.4, R18).
 */
final class MetaScopes {
    private static final Scope SESSIONS = new Scope(Area.SESSIONS, Access.WRITE);
    private static final Scope TOOLS = new Scope(Area.TOOL_EXECUTION, Access.WRITE);
    private static final Scope MAKES_ACCOUNTS = new Scope(Area.CONNECTED_ACCOUNTS, Access.WRITE);
    private static final Scope SEES_ACCOUNTS = new Scope(Area.CONNECTED_ACCOUNTS, Access.READ);

    private MetaScopes() {}

    /** One of these is enough. */
    static Set<Scope> of(ToolScope scope, MetaTool tool) {
        return switch (tool) {
            case SEARCH_TOOLS, GET_TOOL_SCHEMAS, MULTI_EXECUTE_TOOL, READ_RESULT -> Set.of(SESSIONS, TOOLS);
            case MANAGE_CONNECTIONS -> connecting(scope);
            case WAIT_FOR_CONNECTIONS ->
                scope instanceof ToolScope.InSession
                        ? Set.of(SESSIONS, SEES_ACCOUNTS, MAKES_ACCOUNTS)
                        : Set.of(SEES_ACCOUNTS, MAKES_ACCOUNTS);
        };
    }

    /** For making a link. */
    static Set<Scope> connecting(ToolScope scope) {
        return scope instanceof ToolScope.InSession ? Set.of(SESSIONS, MAKES_ACCOUNTS) : Set.of(MAKES_ACCOUNTS);
    }
}

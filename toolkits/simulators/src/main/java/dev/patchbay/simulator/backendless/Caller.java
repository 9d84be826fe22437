package dev.patchbay.simulator.backendless;

import java.util.Optional;
import java.util.Set;

/** Who calls: somebody signed in or nobody in particular, in which roles, with which key. */
record Caller(Optional<String> userId, Set<String> roles, Key key) {
    static final String ANONYMOUS = "NotAuthenticatedUser";
    static final String SIGNED_IN = "AuthenticatedUser";
    static final Set<String> SYSTEM_ROLES = Set.of(ANONYMOUS, SIGNED_IN, "RestUser", "ServerCodeUser");

    Caller {
        roles = Set.copyOf(roles);
    }
}

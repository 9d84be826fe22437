package dev.patchbay.gateway.tenancy;

import dev.patchbay.authstore.token.Scope;
import java.util.Set;
import java.util.stream.Collectors;

/** The API key is valid, but not for this. Rendered as 403 by the one mapper; the message is fit for the caller. */
public final class OutOfScope extends RuntimeException {
    private final transient Caller caller;

    OutOfScope(Caller caller, Set<Scope> needed) {
        super(
                needed.isEmpty()
                        ? "No API key may do this."
                        : "This API key is limited, and lacks the scope "
                                + needed.stream().map(Scope::text).sorted().collect(Collectors.joining(" or "))
                                + ". An operator can make a key that has it.",
                null,
                false,
                false);
        this.caller = caller;
    }

    /** Whose key it is. */
    public Caller caller() {
        return caller;
    }
}
